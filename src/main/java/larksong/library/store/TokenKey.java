package larksong.library.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a home folder. A listening token is computed from it, so that a device's address
 * can be shown again although no token is stored; the database alone opens nothing.
 */
public final class TokenKey {

  private static final int BYTES = 32;

  private final byte[] key;

  private TokenKey(byte[] key) {
    this.key = key;
  }

  /** Reads the key, or makes one that only the owner can read. */
  public static TokenKey in(Path home) throws IOException {
    byte[] key =
        KeyFile.read(
            home,
            "tokens.key",
            () -> {
              byte[] fresh = new byte[BYTES];
              new SecureRandom().nextBytes(fresh);
              return fresh;
            });
    if (key.length != BYTES) {
      throw new IOException("Expected " + BYTES + " bytes in tokens.key but was " + key.length);
    }
    return new TokenKey(key);
  }

  /** 192 bits in 32 characters that are safe in an address. */
  public String token(String account, String device, int generation) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String whose = account.equals(Store.OWNER) ? "listen\n" : "listen of " + account + "\n";
      byte[] full =
          mac.doFinal((whose + device + "\n" + generation).getBytes(StandardCharsets.UTF_8));
      byte[] part = new byte[24];
      System.arraycopy(full, 0, part, 0, part.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }
}
