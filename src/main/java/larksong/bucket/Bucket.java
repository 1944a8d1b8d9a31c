package larksong.bucket;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.egress.NotOut;
import larksong.files.WholeFile;
import larksong.net.RefusedException;
import larksong.net.RefusedException.Help;
import larksong.net.Repeated;
import larksong.net.SmallAnswers;
import larksong.net.WebException;
import okhttp3.OkHttpClient;

/** A bucket of an S3-compatible store; safe for use by many threads. */
@NotOut("the client that it is given asks")
public final class Bucket {

  /** For an object as a whole. */
  private static final Duration DEADLINE = Duration.ofMinutes(30);

  /** Of a refusal, which is a few lines of XML; the client keeps it in memory. */
  private static final long LARGEST_ANSWER = 1 << 20;

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final URI endpoint;
  private final String name;
  private final Supplier<MinioClient> client;

  private Bucket(URI endpoint, String name, Supplier<MinioClient> client) {
    this.endpoint = endpoint;
    this.name = name;
    this.client = client;
  }

  /**
   * Reads {@code endpoint}, {@code region}, {@code bucket}, {@code access-key} and {@code
   * secret-key}.
   */
  public static Bucket of(Section section, Supplier<OkHttpClient> client) {
    URI endpoint = section.address("endpoint").orElse(URI.create("https://s3.example.com"));
    if (!section.keys().contains("endpoint")) {
      section.problem("endpoint", "is required; for example https://s3.example.com");
    }
    String bucket = section.text("bucket", "my-bucket");
    if (!NAME.matcher(bucket).matches()) {
      section.problem(
          "bucket",
          "expected a bucket's name, of 3 to 63 small letters, digits, dots and hyphens, but was '"
              + bucket
              + "'");
    }
    String region = section.text("region").orElse("us-east-1");
    String accessKey = section.text("access-key", "\"${S3_ACCESS_KEY}\"");
    Secret secretKey = section.secret("secret-key", "\"${S3_SECRET_KEY}\"");
    return new Bucket(
        endpoint,
        bucket,
        () ->
            MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(accessKey, secretKey.reveal())
                .httpClient(
                    SmallAnswers.limit(client.get(), LARGEST_ANSWER, LONGEST_ANSWER)
                        .callTimeout(DEADLINE)
                        .build())
                .build());
  }

  /** Where it is, in words that hold no secret. */
  public String place() {
    return endpoint.getHost() + "/" + name;
  }

  /** The address of an object, for a bucket that anyone may read. */
  public URI address(String key) {
    return URI.create(endpoint.toString().replaceFirst("/+$", "") + "/" + name + "/" + key);
  }

  /**
   * A text as an object.
   *
   * @param version its ETag
   */
  public record Stored(String text, String version) {}

  /** What is done with the store; it knows only its own exceptions. */
  @FunctionalInterface
  private interface Call<T> {
    T with(MinioClient store) throws MinioException, IOException;
  }

  /** Its result; empty if the object is not there. */
  private <T> Optional<T> found(Call<T> call) throws IOException {
    try {
      return Optional.of(call.with(client.get()));
    } catch (ErrorResponseException e) {
      return absent(e);
    } catch (MinioException | RuntimeException e) {
      throw failure(e, false);
    }
  }

  private <T> T done(Call<T> call) throws IOException {
    try {
      return call.with(client.get());
    } catch (MinioException | RuntimeException e) {
      throw failure(e, true);
    }
  }

  /** A text of at most so many bytes; empty if it is not there. */
  public Optional<Stored> read(String key, long most) throws IOException {
    return found(
        store -> {
          try (GetObjectResponse in = store.getObject(object(key).build())) {
            byte[] content = in.readNBytes((int) most + 1);
            if (content.length > most) {
              throw new IOException("an object is larger than " + most + " bytes");
            }
            String version = in.headers().get("ETag");
            return new Stored(
                new String(content, StandardCharsets.UTF_8), version == null ? "" : version);
          }
        });
  }

  private GetObjectArgs.Builder object(String key) {
    return GetObjectArgs.builder().bucket(name).object(key);
  }

  /** Some bytes of an object that is there. */
  public byte[] part(String key, long from, int most) throws IOException {
    return found(
            store -> {
              try (InputStream in =
                  store.getObject(object(key).offset(from).length((long) most).build())) {
                return in.readNBytes(most);
              }
            })
        .orElse(new byte[0]);
  }

  /** How many bytes an object has; empty if it is not there. */
  public Optional<Long> size(String key) throws IOException {
    return found(
        store ->
            store.statObject(StatObjectArgs.builder().bucket(name).object(key).build()).size());
  }

  /** Copies an object into a file, which appears whole or not at all; false if it is not there. */
  public boolean download(String key, Path file) throws IOException {
    Path part = WholeFile.part(file);
    try {
      return found(
              store -> {
                try (InputStream in = store.getObject(object(key).build())) {
                  WholeFile.fill(part, in);
                  WholeFile.moveScratch(part, file);
                  return true;
                }
              })
          .isPresent();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  public boolean has(String key) throws IOException {
    return size(key).isPresent();
  }

  /** Replaces an object. */
  public void write(String key, byte[] content, String type) throws IOException {
    done(store -> put(store, key, content, type, Map.of()));
  }

  /** How a replacement under a condition went. */
  public enum Replaced {
    DONE,
    /** Another version is there; nothing was done. */
    CHANGED,
    /** The store knows no conditions; nothing was done. */
    UNKNOWN
  }

  /**
   * Replaces the version of an object, or what is not there if the version is empty; the store does
   * both in one step.
   */
  public Replaced replace(String key, String version, byte[] content, String type)
      throws IOException {
    Map<String, String> condition =
        version.isEmpty() ? Map.of("If-None-Match", "*") : Map.of("If-Match", version);
    return done(
        store -> {
          try {
            put(store, key, content, type, condition);
            return Replaced.DONE;
          } catch (ErrorResponseException e) {
            return switch (e.errorResponse().code()) {
              case "PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey" ->
                  Replaced.CHANGED;
              case "NotImplemented" -> Replaced.UNKNOWN;
              default -> throw e;
            };
          }
        });
  }

  private ObjectWriteResponse put(
      MinioClient store, String key, byte[] content, String type, Map<String, String> condition)
      throws MinioException {
    return store.putObject(
        PutObjectArgs.builder()
            .bucket(name)
            .object(key)
            .data(content, content.length)
            .contentType(type)
            .extraHeaders(condition)
            .build());
  }

  /** Replaces an object with a file's content. */
  public void upload(String key, Path file, String type) throws IOException {
    done(
        store ->
            store.uploadObject(
                UploadObjectArgs.builder()
                    .bucket(name)
                    .object(key)
                    .filename(file.toString())
                    .contentType(type)
                    .build()));
  }

  /** Removes an object, if it is there. */
  public void remove(String key) throws IOException {
    found(
        store -> {
          store.removeObject(RemoveObjectArgs.builder().bucket(name).object(key).build());
          return true;
        });
  }

  private <T> Optional<T> absent(ErrorResponseException refusal) throws IOException {
    String code = refusal.errorResponse().code();
    if (refusal.response().code() == 404 && (code.equals("NoSuchKey") || code.isEmpty())) {
      return Optional.empty();
    }
    throw failure(refusal, false);
  }

  /**
   * The library's own messages may quote addresses.
   *
   * @param carrying whether the request carried an episode's own content
   */
  private IOException failure(Exception failure, boolean carrying) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ErrorResponseException refusal) {
        return refused(refusal, carrying);
      }
      if (cause instanceof ServerException refusal) {
        return new IOException("it answered " + refusal.statusCode(), failure);
      }
      if (cause instanceof InvalidResponseException || cause instanceof XmlParserException) {
        return new IOException(
            "what answers there is no S3-compatible store. Check endpoint; is a login page or a"
                + " proxy in between?",
            failure);
      }
      if (cause instanceof WebException web) {
        return web;
      }
      if (cause instanceof IOException network) {
        return new IOException(Repeated.words(network), failure);
      }
    }
    return new IOException(Repeated.words(new IOException(failure)), failure);
  }

  private IOException refused(ErrorResponseException refusal, boolean carrying) {
    String code = refusal.errorResponse().code();
    int status = refusal.response().code();
    return switch (code) {
      case "NoSuchBucket", "InvalidBucketName" ->
          owner("there is no bucket '" + name + "'. Make it, or check bucket");
      case "AccessDenied",
          "AllAccessDisabled",
          "AuthorizationHeaderMalformed",
          "ExpiredToken",
          "InvalidAccessKeyId",
          "InvalidToken",
          "PermanentRedirect",
          "SignatureDoesNotMatch" ->
          owner("it refused the key (" + code + "). Check access-key, secret-key and region");
      case "RequestTimeTooSkewed" ->
          owner("this machine's clock is wrong by its clock (" + code + "). Set it");
      case "RequestTimeout", "SlowDown", "TooManyRequests", "OperationAborted" ->
          RefusedException.later(refusal.response());
      case "EntityTooLarge" ->
          new RefusedException(Help.OTHER_CONTENT, "the file is too large for it (" + code + ")");
      default ->
          RefusedException.isForLater(status)
              ? RefusedException.later(refusal.response())
              : new RefusedException(
                  RefusedException.help(status, carrying),
                  status == 401 || status == 403
                      ? "it refused the key (" + status + "). Check access-key and secret-key"
                      : "it answered " + (status + " " + code).strip());
    };
  }

  private static RefusedException owner(String message) {
    return new RefusedException(Help.OWNER, message);
  }
}
