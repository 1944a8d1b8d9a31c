package larksong.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.regex.Pattern;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.pem.util.PemUtils;
import nl.altindag.ssl.util.SSLFactoryUtils;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS with a certificate that is renewed in its files while the server runs. */
final class Encryption implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Encryption.class);

  /** {@code openssl ecparam -genkey} writes it before the key (RFC 5915 has it in the key). */
  private static final Pattern CURVE =
      Pattern.compile("-----BEGIN EC PARAMETERS-----[^-]*-----END EC PARAMETERS-----\\s*");

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final Certificate certificate;
  private final SSLFactory tls;
  private final Timer watch = new Timer("larksong-certificate", true);
  private List<FileTime> written;

  private Encryption(Certificate certificate, SSLFactory tls, List<FileTime> written) {
    this.certificate = certificate;
    this.tls = tls;
    this.written = written;
  }

  /**
   * Reads the files now, and once a minute again if they changed.
   *
   * @throws IOException if they hold no certificate and key; the message says what was expected
   */
  static Encryption with(Certificate certificate) throws IOException {
    List<FileTime> written = written(certificate);
    SSLFactory tls =
        SSLFactory.builder()
            .withSwappableIdentityMaterial()
            .withIdentityMaterial(identity(certificate))
            .build();
    Encryption encryption = new Encryption(certificate, tls, written);
    encryption.watch.schedule(
        new TimerTask() {
          @Override
          public void run() {
            encryption.renew();
          }
        },
        MINUTE,
        MINUTE);
    return encryption;
  }

  private static List<FileTime> written(Certificate certificate) throws IOException {
    try {
      return List.of(
          Files.getLastModifiedTime(certificate.chain()),
          Files.getLastModifiedTime(certificate.key()));
    } catch (IOException e) {
      throw unreadable(certificate, e);
    }
  }

  private static X509ExtendedKeyManager identity(Certificate certificate) throws IOException {
    try {
      X509ExtendedKeyManager identity =
          PemUtils.loadIdentityMaterial(
              new ByteArrayInputStream(Files.readAllBytes(certificate.chain())),
              new ByteArrayInputStream(key(certificate.key())));
      checkPair(identity);
      return identity;
    } catch (IOException | RuntimeException | GeneralSecurityException e) {
      throw unreadable(certificate, e);
    }
  }

  /** Without the block that names the curve, for the key names it too. */
  private static byte[] key(Path file) throws IOException {
    String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
    return CURVE.matcher(pem).replaceAll("").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One that was renewed and the other's key from before it would end every conversation. */
  private static void checkPair(X509ExtendedKeyManager identity) throws GeneralSecurityException {
    for (String type : List.of("EC", "RSA", "EdDSA", "Ed25519")) {
      String[] aliases = identity.getServerAliases(type, null);
      if (aliases != null && aliases.length > 0) {
        PrivateKey key = identity.getPrivateKey(aliases[0]);
        String algorithm =
            switch (key.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> key.getAlgorithm();
            };
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(new byte[] {1});
        byte[] signed = signature.sign();
        signature.initVerify(identity.getCertificateChain(aliases[0])[0]);
        signature.update(new byte[] {1});
        if (!signature.verify(signed)) {
          throw new GeneralSecurityException("the key is not the certificate's");
        }
        return;
      }
    }
  }

  private static IOException unreadable(Certificate certificate, Exception cause) {
    return new IOException(
        "Expected a certificate in '"
            + certificate.chain()
            + "' and its private key without a password in '"
            + certificate.key()
            + "', both as PEM. Check server.tls.",
        cause);
  }

  /** What was there stays in use as long as the files cannot be read: they may be half renewed. */
  void renew() {
    try {
      List<FileTime> now = written(certificate);
      if (!now.equals(written)) {
        SSLFactoryUtils.reload(
            tls, SSLFactory.builder().withIdentityMaterial(identity(certificate)).build());
        written = now;
        LOG.info("The certificate was read again");
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("The certificate's files changed and cannot be read; the last one stays in use");
    }
  }

  /** A listener for HTTPS. Any name may be asked for: a household reaches it by several. */
  Connector connector(Server server, HttpConfiguration plain, String host, int port) {
    SslContextFactory.Server contexts = new SslContextFactory.Server();
    contexts.setSslContext(tls.getSslContext());
    HttpConfiguration secure = new HttpConfiguration(plain);
    secure.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(server, contexts, new HttpConnectionFactory(secure));
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  @Override
  public void close() {
    watch.cancel();
  }
}
