package larksong.publish.spotify;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.net.ssl.SSLException;
import larksong.net.WebException;

/** An answer that does not say whether what was asked for has happened. */
final class Unsettled extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Duration> wait;

  Unsettled(String message, Optional<Duration> wait) {
    super(message);
    this.wait = wait;
  }

  /** A captive portal, a proxy or a parking page: whatever it says, it is not the service. */
  static Unsettled foreign(String expected) {
    return new Unsettled(
        "something between here and the service answered instead of it: expected "
            + expected
            + ". Check the network, which may want a sign-in of its own",
        Optional.empty());
  }

  /** How long it wants to be left alone. */
  static Optional<Duration> asked(IOException failure) {
    return failure instanceof Unsettled unsettled ? unsettled.wait : Optional.empty();
  }

  /** What failed, in words for the owner; those of others name sockets and addresses. */
  static String words(IOException failure) {
    if (failure instanceof Unsettled || failure instanceof WebException) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof FileSystemException
        || failure instanceof FileNotFoundException
        || failure instanceof IIOException) {
      return "a file of the episode cannot be read. Check the home's disk";
    }
    if (failure instanceof UnknownHostException) {
      return "its name is not known. Check the network";
    }
    if (failure instanceof ConnectException) {
      return "it cannot be reached. Check the network";
    }
    if (failure instanceof SSLException) {
      return "its certificate is not good. Check the network, which may want a sign-in of its own";
    }
    return failure instanceof InterruptedIOException
        ? "it did not answer in time"
        : "the connection broke";
  }
}
