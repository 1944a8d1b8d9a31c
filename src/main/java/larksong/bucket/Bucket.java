package larksong.bucket;

import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import larksong.config.Secret;
import larksong.config.Section;
import larksong.files.WholeFile;
import okhttp3.OkHttpClient;

/** A bucket of an S3-compatible store; safe for use by many threads. */
public final class Bucket {

  /** For an object as a whole. */
  private static final Duration DEADLINE = Duration.ofMinutes(30);

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
    String region = section.text("region").orElse("us-east-1");
    String accessKey = section.text("access-key", "\"${S3_ACCESS_KEY}\"");
    Secret secretKey = section.secret("secret-key", "\"${S3_SECRET_KEY}\"");
    return new Bucket(
        endpoint,
        section.text("bucket", "my-bucket"),
        () ->
            MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(accessKey, secretKey.reveal())
                .httpClient(client.get().newBuilder().callTimeout(DEADLINE).build())
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

  /** A text of at most so many bytes; empty if it is not there. */
  public Optional<Stored> read(String key, long most) throws IOException {
    try (GetObjectResponse in =
        client.get().getObject(GetObjectArgs.builder().bucket(name).object(key).build())) {
      byte[] content = in.readNBytes((int) most + 1);
      if (content.length > most) {
        throw new IOException("an object is larger than " + most + " bytes");
      }
      String version = in.headers().get("ETag");
      return Optional.of(
          new Stored(new String(content, StandardCharsets.UTF_8), version == null ? "" : version));
    } catch (MinioException e) {
      return absent(e);
    }
  }

  /** Copies an object into a file, which appears whole or not at all; false if it is not there. */
  public boolean download(String key, Path file) throws IOException {
    Path part = WholeFile.part(file);
    try (InputStream in =
        client.get().getObject(GetObjectArgs.builder().bucket(name).object(key).build())) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      WholeFile.moveScratch(part, file);
      return true;
    } catch (MinioException e) {
      return absent(e).isPresent();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  public boolean has(String key) throws IOException {
    try {
      client.get().statObject(StatObjectArgs.builder().bucket(name).object(key).build());
      return true;
    } catch (MinioException e) {
      return absent(e).isPresent();
    }
  }

  /** Replaces an object. */
  public void write(String key, byte[] content, String type) throws IOException {
    try {
      put(key, content, type, Map.of());
    } catch (MinioException e) {
      throw failure(e);
    }
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
    try {
      put(
          key,
          content,
          type,
          version.isEmpty() ? Map.of("If-None-Match", "*") : Map.of("If-Match", version));
      return Replaced.DONE;
    } catch (ErrorResponseException e) {
      return switch (e.errorResponse().code()) {
        case "PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey" -> Replaced.CHANGED;
        case "NotImplemented" -> Replaced.UNKNOWN;
        default -> throw failure(e);
      };
    } catch (MinioException e) {
      throw failure(e);
    }
  }

  private void put(String key, byte[] content, String type, Map<String, String> condition)
      throws MinioException {
    client
        .get()
        .putObject(
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
    try {
      client
          .get()
          .uploadObject(
              UploadObjectArgs.builder()
                  .bucket(name)
                  .object(key)
                  .filename(file.toString())
                  .contentType(type)
                  .build());
    } catch (MinioException e) {
      throw failure(e);
    }
  }

  /** Removes an object, if it is there. */
  public void remove(String key) throws IOException {
    try {
      client.get().removeObject(RemoveObjectArgs.builder().bucket(name).object(key).build());
    } catch (MinioException e) {
      throw failure(e);
    }
  }

  private <T> Optional<T> absent(MinioException failure) throws IOException {
    if (failure instanceof ErrorResponseException refusal
        && refusal.response().code() == 404
        && !refusal.errorResponse().code().equals("NoSuchBucket")) {
      return Optional.empty();
    }
    throw failure(failure);
  }

  /** The library's own message may quote addresses. */
  private IOException failure(MinioException failure) {
    if (failure instanceof ErrorResponseException refusal) {
      String code = refusal.errorResponse().code();
      return new IOException(
          switch (code) {
            case "NoSuchBucket" -> "there is no bucket '" + name + "'. Make it, or check bucket";
            case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                "it refused the key (" + code + "). Check access-key, secret-key and region";
            default -> "it answered " + refusal.response().code() + " " + code;
          });
    }
    return new IOException("there was no answer. Check endpoint, or try again later", failure);
  }
}
