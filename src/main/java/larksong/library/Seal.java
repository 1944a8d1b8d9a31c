package larksong.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import larksong.files.WholeFile;
import larksong.json.Json;
import larksong.model.Provenance;

/**
 * The library's signature (Ed25519, RFC 8032) under what it says of an episode's origin, so that an
 * episode that only claims to come from here can be told.
 */
public final class Seal {

  private static final String ALGORITHM = "Ed25519";

  private final PrivateKey secret;
  private final PublicKey open;

  private Seal(PrivateKey secret, PublicKey open) {
    this.secret = secret;
    this.open = open;
  }

  /** Reads the home's key pair, or makes one whose secret half only the owner can read. */
  static Seal in(Path home) throws IOException {
    Path file = WholeFile.privateFolder(home.resolve("keys")).resolve("seal.key");
    try {
      if (!Files.exists(file)) {
        KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Path part = WholeFile.part(file);
        try {
          Files.writeString(
              part, encoded(pair.getPrivate().getEncoded()) + "\n" + publicKey(pair.getPublic()));
          // Of two processes that begin at once, one key counts for both.
          Files.createLink(file, part);
        } catch (FileAlreadyExistsException e) {
          return read(file);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
          WholeFile.move(part, file);
        } finally {
          Files.deleteIfExists(part);
        }
      }
      return read(file);
    } catch (GeneralSecurityException e) {
      throw new IOException("Expected an Ed25519 key pair in " + file, e);
    }
  }

  private static Seal read(Path file) throws IOException, GeneralSecurityException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() != 2) {
      throw new IOException("Expected two keys in " + file + " but was " + lines.size());
    }
    KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
    return new Seal(
        keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))),
        keys.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))));
  }

  /**
   * A statement and the signature under it.
   *
   * @param statement the episode's GUID, its sound's SHA-256 and its origin, a line each
   * @param signature in Base64
   */
  public record Signed(String statement, String signature) {}

  /** Signs where an episode comes from. */
  Signed sign(UUID guid, String sha256, Provenance provenance) {
    String statement = guid + "\n" + sha256 + "\n" + Json.write(provenance);
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(statement.getBytes(StandardCharsets.UTF_8));
      return new Signed(statement, encoded(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java since 15 has Ed25519", e);
    }
  }

  /** Whether the statement was signed with this library's key. */
  public boolean isGenuine(Signed signed) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(open);
      check.update(signed.statement().getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signed.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The key that checks signatures: X.509 in Base64. */
  public String publicKey() {
    return publicKey(open);
  }

  private static String publicKey(PublicKey key) {
    return encoded(key.getEncoded());
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
