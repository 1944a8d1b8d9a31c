package larksong.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import larksong.config.FileNames;
import org.jspecify.annotations.Nullable;

/** Standard output and standard error of this process, which say what could not be written. */
final class StandardStreams {

  private static final int BUFFER = 8192;

  private final Noting noting = new Noting(new FileOutputStream(FileDescriptor.out));
  private final PrintStream out;
  private final PrintStream err;

  StandardStreams() {
    Charset charset = charset();
    out = new PrintStream(new BufferedOutputStream(noting, BUFFER), true, charset);
    if (FileNames.knowAllLetters()) {
      err = System.err;
    } else {
      err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset);
      System.setErr(err); // logs go there
    }
  }

  /** The terminal's own, as Java found it, unless that would turn letters into question marks. */
  private static Charset charset() {
    if (!FileNames.knowAllLetters()) {
      return StandardCharsets.UTF_8;
    }
    String own = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return own == null ? Charset.defaultCharset() : Charset.forName(own);
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  /** The exit code of a command that ended so, once all that it printed is written. */
  int settled(int code) {
    out.flush();
    IOException failure = noting.failure;
    if (failure == null) {
      return code;
    }
    if (!isClosedPipe(failure)) {
      err.println(
          "The answer could not be written to standard output: "
              + failure.getMessage()
              + (code == ExitCode.DONE ? ". What was asked for is done" : ". It ended with " + code)
              + "; check where the output goes, and run it again.");
    }
    return code == ExitCode.DONE ? ExitCode.FAILED : code;
  }

  /** Whoever reads has enough, as {@code head} has; that is nothing to tell. */
  private static boolean isClosedPipe(IOException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
  }

  /** Keeps the first failure, which a print stream swallows. */
  private static final class Noting extends FilterOutputStream {

    private @Nullable IOException failure;

    Noting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failure != null) {
        throw failure; // what comes later would stand in the wrong place
      }
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
