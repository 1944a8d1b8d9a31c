package larksong.publish.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import larksong.bucket.Bucket;
import larksong.bucket.S3Server;
import larksong.config.Sections;
import larksong.net.Http;
import larksong.publish.Publisher;
import larksong.publish.Receipts;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3SiteTest extends SitePublisherContract {

  private static S3Server server;

  private final OkHttpClient client = Http.withoutCache().client();
  private final String prefix = UUID.randomUUID().toString();

  @BeforeAll
  static void serve() throws Exception {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected Publisher publisher(Receipts receipts) {
    return publisher(server.settings(), receipts);
  }

  private Publisher publisher(String settings, Receipts receipts) {
    return S3Site.of(
        "bucket",
        Sections.of(folder, "{ " + settings + ", prefix: " + prefix + " }"),
        outside(receipts));
  }

  private SitePublisher.Outside outside(Receipts receipts) {
    return new SitePublisher.Outside(() -> client, receipts, Clock.systemUTC());
  }

  private Bucket bucket() {
    return Bucket.of(Sections.of(folder, "{ " + server.settings() + " }"), () -> client);
  }

  @Override
  protected Site site() {
    return new S3Site(bucket(), prefix);
  }

  @Override
  protected long sounds() throws Exception {
    String list = server.url() + "/" + S3Server.BUCKET + "?list-type=2&prefix=" + prefix;
    try (Response response = client.newCall(new Request.Builder().url(list).build()).execute()) {
      return response.body().string().split("\\.mp3</Key>", -1).length - 1L;
    }
  }

  @Override
  protected String base() {
    return server.url() + "/" + S3Server.BUCKET + "/" + prefix + "/";
  }

  @Override
  protected String file(String path) throws Exception {
    Request request = new Request.Builder().url(base() + path).build();
    try (Response response = client.newCall(request).execute()) {
      return response.isSuccessful()
          ? new String(response.body().bytes(), StandardCharsets.ISO_8859_1)
          : "";
    }
  }

  @Test
  void saysWhatIsWrongWithTheBucketOrThePrefix() throws Exception {
    assertThat(publisher().examine()).contains("can be read and written");
    assertThatThrownBy(
            () ->
                publisher(server.settings().replace("bucket: podcast", "bucket: nowhere"), receipts)
                    .examine())
        .hasMessageContaining("there is no bucket 'nowhere'");

    List<String> problems =
        Sections.problems(
            folder,
            "{ " + server.settings() + ", prefix: short }",
            section -> S3Site.of("bucket", section, outside(receipts)));
    assertThat(problems).singleElement().asString().contains("a folder that nobody guesses");
  }

  @Test
  void copiesAnObjectWholeOrNotAtAll() throws Exception {
    Bucket bucket = bucket();
    bucket.write("a", "content".getBytes(StandardCharsets.UTF_8), "text/plain");

    assertThat(bucket.download("a", folder.resolve("copies/a"))).isTrue();
    assertThat(bucket.download("b", folder.resolve("copies/b"))).isFalse();
    assertThat(bucket.has("a")).isTrue();
    bucket.remove("a");
    assertThat(bucket.has("a")).isFalse();
    assertThat(folder.resolve("copies/a")).hasContent("content");
    assertThat(folder.resolve("copies").toFile().list()).containsExactly("a");
    bucket.write("big", new byte[100], "text/plain");
    assertThatThrownBy(() -> bucket.read("big", 10)).isInstanceOf(IOException.class);
  }
}
