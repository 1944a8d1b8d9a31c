package larksong.publish.site;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.net.RefusedException;
import larksong.net.RefusedException.Help;
import larksong.net.Repeated;
import larksong.net.WebException;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;

/** A WebDAV server, such as a Nextcloud (RFC 4918). */
final class WebdavSite implements Site {

  private static final Duration DEADLINE = Duration.ofMinutes(30);
  private static final int CREATED_ALREADY = 405;
  private static final int NO_COLLECTION = 409;
  private static final int CHANGED = 412;
  private static final int PARTIAL = 206;

  /** The size in a Content-Range (RFC 9110 §14.4). */
  private static final Pattern TOTAL = Pattern.compile("bytes \\d+-\\d+/(\\d+)");

  private final HttpUrl base;
  private final String authorization;
  private final Supplier<OkHttpClient> client;
  private final Set<String> collections = new HashSet<>();

  private WebdavSite(HttpUrl base, String authorization, Supplier<OkHttpClient> client) {
    this.base = base;
    this.authorization = authorization;
    this.client = client;
  }

  /**
   * Reads {@code dav} (the collection's address), {@code user}, {@code password}, and {@code url},
   * under which listeners reach the files.
   */
  static SitePublisher of(String target, Section section, SitePublisher.Outside outside) {
    URI example = URI.create("https://cloud.example.com/podcast");
    URI dav = section.address("dav").orElse(example);
    URI url = section.address("url").orElse(example);
    for (String key : new String[] {"dav", "url"}) {
      if (!section.keys().contains(key)) {
        section.problem(key, "is required; for example " + example);
      }
    }
    String user = section.text("user").orElse("");
    Secret password = section.secret("password").orElse(new Secret(""));
    return new SitePublisher(
        target,
        at(
            HttpUrl.get(dav.toString().replaceFirst("/+$", "") + "/"),
            user,
            password,
            outside.client()),
        url,
        outside);
  }

  /** In a collection, whose address ends with a slash; without a user if that is empty. */
  static WebdavSite at(HttpUrl base, String user, Secret password, Supplier<OkHttpClient> client) {
    return new WebdavSite(
        base, user.isEmpty() ? "" : Credentials.basic(user, password.reveal()), client);
  }

  /** Not compressed, because that changes the version by which the server compares. */
  @Override
  public Seen read(String path) throws IOException {
    try (Response response = sent(request(path).header("Accept-Encoding", "identity").get())) {
      if (response.code() == 404) {
        return new Seen(path, Optional.empty(), "");
      }
      check(response, false);
      byte[] content = response.body().byteStream().readNBytes((int) LARGEST + 1);
      if (content.length > LARGEST) {
        throw new IOException("'" + path + "' is larger than " + LARGEST + " bytes");
      }
      return new Seen(
          path,
          Optional.of(new String(content, StandardCharsets.UTF_8)),
          Objects.requireNonNullElse(response.header("ETag"), ""));
    }
  }

  /** A server that knows no ranges (RFC 9110 §14) gives all of it. */
  @Override
  public Optional<Part> part(String path, long from, int most) throws IOException {
    Request request =
        request(path)
            .header("Accept-Encoding", "identity")
            .header("Range", "bytes=" + from + "-" + (from + most - 1))
            .build();
    OkHttpClient patient = client.get().newBuilder().callTimeout(DEADLINE).build();
    try (Response response = patient.newCall(request).execute()) {
      if (response.code() == 404) {
        return Optional.empty();
      }
      check(response, false);
      InputStream in = response.body().byteStream();
      Matcher range =
          TOTAL.matcher(Objects.requireNonNullElse(response.header("Content-Range"), ""));
      if (response.code() == PARTIAL && range.matches()) {
        return Optional.of(
            new Part(Long.parseLong(range.group(1)), ByteString.of(in.readNBytes(most))));
      }
      long skipped = skip(in, from);
      byte[] content = in.readNBytes(most);
      return Optional.of(
          new Part(skipped + content.length + skip(in, Long.MAX_VALUE), ByteString.of(content)));
    } catch (RefusedException | WebException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(Repeated.words(e), e);
    }
  }

  /** How many bytes were skipped; fewer than wanted at the end. */
  private static long skip(InputStream in, long wanted) throws IOException {
    byte[] unread = new byte[1 << 16];
    long skipped = 0;
    while (skipped < wanted) {
      int read = in.read(unread, 0, (int) Math.min(unread.length, wanted - skipped));
      if (read < 0) {
        return skipped;
      }
      skipped += read;
    }
    return skipped;
  }

  /**
   * The server compares and replaces in one step (RFC 4918 §10.4, RFC 9110 §13.1.2); for one that
   * does not know these headers it is compared here too, right before.
   */
  @Override
  public boolean replace(Seen seen, String text, String type) throws IOException {
    if (!read(seen.path()).text().equals(seen.text())) {
      return false;
    }
    Request.Builder request = request(seen.path());
    if (seen.text().isEmpty()) {
      request.header("If-None-Match", "*");
    } else if (!seen.version().isEmpty()) {
      request.header("If", "([" + seen.version() + "])");
    }
    RequestBody body =
        RequestBody.create(text.getBytes(StandardCharsets.UTF_8), MediaType.get(type));
    try (Response response = put(seen.path(), request.put(body))) {
      if (response.code() == CHANGED) {
        return false;
      }
      check(response, false);
      return true;
    }
  }

  @Override
  public void write(String path, byte[] content, String type) throws IOException {
    place(path, RequestBody.create(content, MediaType.get(type)));
  }

  @Override
  public void copy(String path, Path file, String type) throws IOException {
    place(path, RequestBody.create(file.toFile(), MediaType.get(type)));
  }

  /** With what was sent of it and is not in its place yet. */
  @Override
  public void remove(String path) throws IOException {
    for (String one : new String[] {path, part(path)}) {
      try (Response response = sent(request(one).delete())) {
        if (response.code() != 404) {
          check(response, false);
        }
      }
    }
  }

  /** Under another name first, so that nobody is given half of it. */
  private void place(String path, RequestBody body) throws IOException {
    String part = part(path);
    try (Response response = put(part, request(part).put(body))) {
      check(response, true);
    }
    Request.Builder move =
        request(part)
            .method("MOVE", null)
            .header("Destination", address(path).toString())
            .header("Overwrite", "T");
    try (Response response = sent(move)) {
      if (response.code() != 404 || !isThere(path)) { // it was moved, and the answer was lost
        check(response, false);
      }
    }
  }

  private boolean isThere(String path) throws IOException {
    try (Response response = sent(request(path).head())) {
      return response.isSuccessful();
    }
  }

  private static String part(String path) {
    int slash = path.lastIndexOf('/');
    return path.substring(0, slash + 1) + ".part-" + path.substring(slash + 1);
  }

  /** Into a collection, which is made if it is not there, or not any more. */
  private Response put(String path, Request.Builder request) throws IOException {
    String collection = path.substring(0, path.lastIndexOf('/'));
    collection(collection);
    Response response = sent(request);
    if (response.code() != NO_COLLECTION) {
      return response;
    }
    response.close();
    collections.clear();
    collection(collection);
    return sent(request);
  }

  private void collection(String path) throws IOException {
    String whole = "";
    for (String name : path.split("/", -1)) {
      whole = whole.isEmpty() ? name : whole + "/" + name;
      if (collections.contains(whole)) {
        continue;
      }
      try (Response response = sent(request(whole + "/").method("MKCOL", null))) {
        if (response.code() != CREATED_ALREADY) {
          check(response, false);
        }
        collections.add(whole);
      }
    }
  }

  /** With what may help, which depends on whether the request carried content of an episode. */
  private static void check(Response response, boolean carrying) throws IOException {
    int status = response.code();
    if (response.isSuccessful()) {
      return;
    }
    if (RefusedException.isForLater(status)) {
      throw RefusedException.later(response);
    }
    Help help = RefusedException.help(status, carrying);
    throw new RefusedException(
        help,
        switch (status) {
          case 401, 403 -> status + ", check user and password";
          case 413 -> "the file is too large for it (413)";
          case 507 -> "it has no room left (507). Make some there";
          default ->
              "it answered "
                  + status
                  + (help == Help.OWNER ? ". Check whether dav is a WebDAV collection" : "");
        });
  }

  /** Each of these requests may simply be repeated. */
  private Response sent(Request.Builder request) throws IOException {
    return Repeated.sent(client.get(), request.build(), DEADLINE);
  }

  private Request.Builder request(String path) {
    Request.Builder request = new Request.Builder().url(address(path));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private HttpUrl address(String path) {
    return base.newBuilder().addPathSegments(path).build();
  }

  @Override
  public String place() {
    return base.host();
  }

  @Override
  public String address() {
    return base.toString();
  }
}
