package larksong.bucket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A real S3-compatible server, in a process of its own that the build fetched. */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "podcast";

  private static final Path JAR = Path.of("target", "servers", "s3mock.jar");
  private static final Pattern STARTED = Pattern.compile("started on ports?.* (\\d+) \\(http\\)");

  private final Process process;
  private final URI url;

  private S3Server(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it on any free port, with an empty bucket. */
  public static S3Server start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                    .toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString(),
                "--com.adobe.testing.s3mock.http-port=0",
                "--server.port=0",
                "--server.address=127.0.0.1")
            .redirectErrorStream(true)
            .start();
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        drain(log);
        S3Server server = new S3Server(process, URI.create("http://127.0.0.1:" + started.group(1)));
        server.makeBucket();
        return server;
      }
    }
    throw new IOException("The S3 server did not start. Is there a " + JAR + "?");
  }

  private static void drain(BufferedReader log) {
    Thread drain =
        new Thread(
            () -> {
              try {
                log.transferTo(Writer.nullWriter());
              } catch (IOException e) {
                return; // it has ended
              }
            },
            "s3-log");
    drain.setDaemon(true);
    drain.start();
  }

  private void makeBucket() throws IOException {
    Request make =
        new Request.Builder()
            .url(url + "/" + BUCKET)
            .put(RequestBody.create(new byte[0], null))
            .build();
    try (Response made = new OkHttpClient().newCall(make).execute()) {
      if (!made.isSuccessful()) {
        throw new IOException("The S3 server made no bucket: " + made.code());
      }
    }
  }

  public URI url() {
    return url;
  }

  /** What a section of the configuration says of it. */
  public String settings() {
    return "endpoint: \"" + url + "\", bucket: " + BUCKET + ", access-key: key, secret-key: secret";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
