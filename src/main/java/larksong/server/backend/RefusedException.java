package larksong.server.backend;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is not carried out, in the API's form: a status and three fields. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String reason;

  private RefusedException(int status, String code, String reason, String message) {
    super(message);
    this.status = status;
    this.code = code;
    this.reason = reason;
  }

  static RefusedException notFound() {
    return new RefusedException(
        404, "RESOURCE_NOT_FOUND", "not_found", "There is no such thing for this token.");
  }

  static RefusedException invalid(String message) {
    return new RefusedException(400, "INVALID_REQUEST", "invalid", message);
  }

  static RefusedException tooLarge(String message) {
    return new RefusedException(413, "PAYLOAD_TOO_LARGE", "size", message);
  }

  static RefusedException slow(String message) {
    return new RefusedException(408, "REQUEST_TIMEOUT", "slow", message);
  }

  static RefusedException busy(String message) {
    return new RefusedException(503, "UNAVAILABLE", "busy", message);
  }

  static RefusedException tooMany(String message) {
    return new RefusedException(429, "RATE_LIMIT_EXCEEDED", "rate", message);
  }

  static RefusedException full(long bytes) {
    return full(
        "This account's uploads hold "
            + (bytes >> 20)
            + " MiB, which is all it may have. Delete some.");
  }

  static RefusedException full(String message) {
    return new RefusedException(429, "RATE_LIMIT_EXCEEDED", "capacity", message);
  }

  static RefusedException madeHere() {
    return new RefusedException(
        403,
        "PERMISSION_DENIED",
        "made_here",
        "It was made here and not uploaded; only its owner decides over it.");
  }

  static RefusedException decided() {
    return new RefusedException(
        403,
        "PERMISSION_DENIED",
        "decided",
        "This token changes only what is its own and still waits; the owner has the word over the"
            + " rest.");
  }

  int status() {
    return status;
  }

  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error_code", code);
    body.put("reason", reason);
    body.put("message", String.valueOf(getMessage()));
    return body;
  }
}
