package larksong.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real nginx that serves a few files on loopback: the measure of ours. */
public final class Nginx implements AutoCloseable {

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one that keeps everything in the folder. */
  public static Nginx serving(Path folder, Map<String, byte[]> files)
      throws IOException, InterruptedException {
    Path root = Files.createDirectories(folder.resolve("www"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(root.resolve(file.getKey()), file.getValue());
    }
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        String.format(
            "daemon off; worker_processes auto; user root; pid %1$s/nginx.pid;"
                + " error_log %1$s/nginx.log; events { worker_connections 4096; }"
                + " http { sendfile on; tcp_nopush on; access_log off; keepalive_requests 1000000;"
                + " types { audio/mpeg mp3; application/rss+xml xml; }"
                + " server { listen 127.0.0.1:%2$d; root %3$s; } }",
            folder, port, root));
    Process process =
        new ProcessBuilder("nginx", "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    for (int attempt = 0; attempt < 100; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return new Nginx(process, port);
      } catch (IOException e) {
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException("nginx did not start: " + Files.readString(folder.resolve("nginx.log")));
  }

  /** Its address, with a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port + "/";
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
