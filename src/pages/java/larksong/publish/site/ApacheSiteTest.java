package larksong.publish.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import larksong.clients.Installed;
import larksong.config.Secret;
import larksong.config.Sections;
import larksong.net.Http;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every site promises, on a real WebDAV server: Apache's. */
class ApacheSiteTest extends SitePublisherContract {

  private static final String MODULES = "/usr/lib/apache2/modules/";

  private final OkHttpClient client = Http.withoutCache().client();
  private Process apache;
  private int port;

  @BeforeEach
  void start() throws Exception {
    String program = Installed.program("/usr/sbin/apache2", "apache2").toString();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path root = Files.createDirectories(folder.resolve("root"));
    for (Path own : new Path[] {root, Files.createDirectories(folder.resolve("locks"))}) {
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    StringBuilder modules = new StringBuilder();
    for (String module : new String[] {"mpm_event", "authz_core", "filter", "deflate", "dav", "dav_fs"}) {
      modules.append(String.format("LoadModule %1$s_module %2$smod_%1$s.so%n", module, MODULES));
    }
    Path configuration =
        Files.writeString(
            folder.resolve("httpd.conf"),
            modules
                + String.format(
                    """
                    ServerName localhost
                    Listen 127.0.0.1:%2$d
                    User www-data
                    Group www-data
                    PidFile %1$s/pid
                    ErrorLog %1$s/log
                    DavLockDB %1$s/locks/db
                    DocumentRoot %1$s/root
                    <Directory %1$s/root>
                      Dav On
                      SetOutputFilter DEFLATE
                      Require all granted
                    </Directory>
                    """,
                    folder, port));
    apache =
        new ProcessBuilder(program, "-f", configuration.toString(), "-D", "FOREGROUND")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitListening();
  }

  private void awaitListening() throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return;
      } catch (IOException e) {
        apache.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException("Apache did not start: " + Files.readString(folder.resolve("log")));
  }

  @AfterEach
  void stop() {
    apache.destroy();
    apache.onExit().join();
  }

  @Override
  protected Publisher publisher(Receipts receipts) {
    String dav = "http://127.0.0.1:" + port + "/";
    return WebdavSite.of(
        "apache",
        Sections.of(folder, "{ dav: \"" + dav + "\", url: \"" + dav + "\" }"),
        new SitePublisher.Outside(() -> client, receipts, clock));
  }

  @Override
  protected Site site() {
    return WebdavSite.at(
        HttpUrl.get("http://127.0.0.1:" + port + "/"),
        "",
        new Secret(""),
        () -> client);
  }

  @Override
  protected long sounds() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("root"))) {
      return files.filter(file -> file.toString().endsWith(".mp3")).count();
    }
  }

  @Override
  protected String base() {
    return "http://127.0.0.1:" + port + "/";
  }

  @Override
  protected String file(String path) throws Exception {
    Path file = folder.resolve("root").resolve(path);
    return Files.exists(file)
        ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
        : "";
  }
}
