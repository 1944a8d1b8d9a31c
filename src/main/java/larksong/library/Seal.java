package larksong.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import larksong.json.Json;
import larksong.library.store.KeyFile;
import larksong.library.store.LibraryException;
import larksong.model.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * The library's signature (Ed25519, RFC 8032) under what it says of an episode's origin, so that an
 * episode that only claims to come from here can be told.
 */
public final class Seal {

  private static final String ALGORITHM = "Ed25519";

  private final Path home;
  private @Nullable KeyPair keys;

  /** With the home's key pair, which is read or made when it is first needed. */
  Seal(Path home) {
    this.home = home;
  }

  private synchronized KeyPair keys() {
    if (keys == null) {
      try {
        keys = read(KeyFile.read(home, "seal.key", Seal::fresh));
      } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
        throw new LibraryException(
            "Expected an Ed25519 key pair in the home folder's keys/seal.key.", e);
      }
    }
    return keys;
  }

  /** The private key, then the public one, a line each. */
  private static byte[] fresh() throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return (encoded(pair.getPrivate()) + "\n" + encoded(pair.getPublic()))
          .getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IOException("Every Java since 15 has Ed25519", e);
    }
  }

  private static KeyPair read(byte[] file) throws IOException, GeneralSecurityException {
    List<String> lines = new String(file, StandardCharsets.US_ASCII).lines().toList();
    if (lines.size() != 2) {
      throw new IOException("Expected two keys but was " + lines.size());
    }
    KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
    Base64.Decoder base64 = Base64.getDecoder();
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))),
        factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0)))));
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
      signature.initSign(keys().getPrivate());
      signature.update(statement.getBytes(StandardCharsets.UTF_8));
      return new Signed(statement, Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java since 15 has Ed25519", e);
    }
  }

  /** Whether the statement was signed with this library's key. */
  public boolean isGenuine(Signed signed) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(keys().getPublic());
      check.update(signed.statement().getBytes(StandardCharsets.UTF_8));
      return check.verify(Base64.getDecoder().decode(signed.signature()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The key that checks signatures: X.509 in Base64. */
  public String publicKey() {
    return encoded(keys().getPublic());
  }

  private static String encoded(Key key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }
}
