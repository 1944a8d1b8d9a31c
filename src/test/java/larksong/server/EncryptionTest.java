package larksong.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import larksong.library.access.Accounts;
import larksong.library.access.Tokens.Terms;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EncryptionTest {

  @TempDir Path folder;

  @Test
  void servesTheLibraryOverHttps() throws Exception {
    HeldCertificate held = certificate();
    write(held);

    try (Served served = new Served(folder.resolve("home"), files(), "127.0.0.1")) {
      OkHttpClient client = trusting(held);
      String url = "https://localhost:" + served.server.port() + served.listener();
      try (Response page = client.newCall(new Request.Builder().url(url).build()).execute()) {
        assertThat(page.code()).isEqualTo(200);
      }
    }
  }

  @Test
  void doesForClientsOfIpv6WhatItDoesForOthers() throws Exception {
    HeldCertificate held =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("::1")
            .build();
    write(held);

    try (Served served = new Served(folder.resolve("home"), files(), "::1")) {
      OkHttpClient client = trusting(held);
      String base = "https://[::1]:" + served.server.port();
      String listener = served.listener();
      Terms over = new Terms(List.of(), Optional.of(Instant.now().minusSeconds(1)), false);
      String ended = served.tokens.publishing("owner", "over", over);
      String valid = served.tokens.publishing("owner", "agent", Terms.NONE);
      new Accounts(served.library.store()).setPassword("owner", "correct horse");

      assertThat(status(client, new Request.Builder().url(base + listener))).isEqualTo(200);
      assertThat(status(client, bearing(base, valid))).isEqualTo(200);
      assertThat(status(client, bearing(base, ended))).isEqualTo(401);
      for (int i = 0; i < 10; i++) {
        assertThat(status(client, signIn(base, "wrong"))).isEqualTo(403);
      }
      assertThat(status(client, signIn(base, "correct horse"))).isEqualTo(429);
      served.tokens.revoke("test");
      served.tokens.revoke("agent");
      assertThat(status(client, new Request.Builder().url(base + listener))).isEqualTo(404);
      assertThat(status(client, bearing(base, valid))).isEqualTo(401);
    }
  }

  private static Request.Builder bearing(String base, String token) {
    return new Request.Builder()
        .url(base + "/api/v1/shows")
        .header("Authorization", "Bearer " + token);
  }

  private static Request.Builder signIn(String base, String password) {
    return new Request.Builder()
        .url(base + "/studio/sign-in")
        .post(new FormBody.Builder().add("account", "owner").add("password", password).build());
  }

  private static int status(OkHttpClient client, Request.Builder request) throws IOException {
    try (Response response = client.newCall(request.build()).execute()) {
      return response.code();
    }
  }

  @Test
  void takesARenewedCertificateWithoutARestart() throws Exception {
    HeldCertificate first = certificate();
    write(first);
    try (Encryption encryption = Encryption.with(files())) {
      Server server = new Server();
      ServerConnector connector =
          (ServerConnector) encryption.connector(server, new HttpConfiguration(), "localhost", 0);
      server.addConnector(connector);
      server.setHandler(
          new Handler.Abstract() {
            @Override
            public boolean handle(
                org.eclipse.jetty.server.Request request,
                org.eclipse.jetty.server.Response response,
                org.eclipse.jetty.util.Callback callback) {
              callback.succeeded();
              return true;
            }
          });
      server.start();
      try {
        assertThat(shown(first, connector.getLocalPort())).isEqualTo(first.certificate());

        Files.writeString(folder.resolve("chain.pem"), "half a certifi");
        touch(10);
        encryption.renew();
        assertThat(shown(first, connector.getLocalPort())).isEqualTo(first.certificate());

        HeldCertificate second = certificate();
        Files.writeString(folder.resolve("chain.pem"), second.certificatePem());
        touch(20);
        encryption.renew();
        assertThat(shown(first, connector.getLocalPort()))
            .as("the new certificate with the key of the last")
            .isEqualTo(first.certificate());

        write(second);
        touch(-20);
        encryption.renew();
        assertThat(shown(second, connector.getLocalPort())).isEqualTo(second.certificate());
      } finally {
        server.stop();
      }
    }
  }

  /** Made by {@code openssl ecparam -name prime256v1 -genkey}. */
  @Test
  void readsAKeyThatFollowsItsCurve() throws Exception {
    Path fixtures = Path.of("src/test/resources/larksong/server");
    Certificate curve =
        new Certificate(
            fixtures.resolve("chain-of-key-after-its-curve.pem"),
            fixtures.resolve("key-after-its-curve.pem"));

    assertThatCode(() -> Encryption.with(curve).close()).doesNotThrowAnyException();
  }

  @Test
  void saysWhatItExpectedInstead() throws Exception {
    assertThatThrownBy(() -> Encryption.with(files()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Expected a certificate in")
        .hasMessageContaining("Check server.tls");

    Files.writeString(folder.resolve("chain.pem"), "no certificate");
    Files.writeString(folder.resolve("key.pem"), "no key");
    assertThatThrownBy(() -> Encryption.with(files()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("both as PEM");
  }

  private static X509Certificate shown(HeldCertificate trusted, int port) throws IOException {
    Request request = new Request.Builder().url("https://localhost:" + port + "/").build();
    try (Response response = trusting(trusted).newCall(request).execute()) {
      return (X509Certificate)
          Objects.requireNonNull(response.handshake()).peerCertificates().get(0);
    }
  }

  private static OkHttpClient trusting(HeldCertificate held) {
    HandshakeCertificates trust =
        new HandshakeCertificates.Builder().addTrustedCertificate(held.certificate()).build();
    return new OkHttpClient.Builder()
        .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
        .build();
  }

  private static HeldCertificate certificate() {
    return new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
  }

  private Certificate files() {
    return new Certificate(folder.resolve("chain.pem"), folder.resolve("key.pem"));
  }

  private void write(HeldCertificate held) throws IOException {
    Files.writeString(folder.resolve("chain.pem"), held.certificatePem());
    Files.writeString(folder.resolve("key.pem"), held.privateKeyPkcs8Pem());
  }

  private void touch(int seconds) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve("chain.pem"), FileTime.from(Instant.now().plusSeconds(seconds)));
  }
}
