package larksong.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import larksong.library.store.KeyFile;
import larksong.library.store.LibraryException;
import org.jspecify.annotations.Nullable;

/**
 * The secret of a home folder with which what was told becomes a fingerprint (HMAC-SHA-256, RFC
 * 2104): it is known again when it comes again, and the database alone does not say what it was.
 */
final class ToldKey {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final Path home;
  private @Nullable SecretKeySpec key;

  /** With the home's secret, which is read or made when it is first needed. */
  ToldKey(Path home) {
    this.home = home;
  }

  private synchronized SecretKeySpec key() {
    SecretKeySpec known = key;
    if (known == null) {
      known = new SecretKeySpec(read(), ALGORITHM);
      key = known;
    }
    return known;
  }

  private byte[] read() {
    try {
      byte[] read = KeyFile.read(home, "told.key", ToldKey::fresh);
      if (read.length != BYTES) {
        throw new IOException("Expected " + BYTES + " bytes but was " + read.length);
      }
      return read;
    } catch (IOException e) {
      throw new LibraryException(
          "Expected a secret of " + BYTES + " bytes in the home folder's keys/told.key.", e);
    }
  }

  private static byte[] fresh() {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    return fresh;
  }

  /** Of 43 letters; of the same content always the same. */
  String fingerprint(String content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
