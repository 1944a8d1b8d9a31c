package larksong.architecture.planted;

import java.io.FileDescriptor;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Consumer;

/** One class for each way to the standard streams; none is ever run. */
public final class Chatter {

  private Chatter() {}

  static final class OnOutput {
    void chat() {
      System.out.println();
    }
  }

  static final class OnErrors {
    void chat() {
      System.err.println();
    }
  }

  /** In a method that only refers to it. */
  static final class OnErrorsLater {
    Consumer<String> chat() {
      return System.err::println;
    }
  }

  static final class FromInput {
    int listen() throws Exception {
      return System.in.read();
    }
  }

  static final class InPlaceOfOutput {
    void chat(PrintStream stream) {
      System.setOut(stream);
    }
  }

  static final class InPlaceOfErrors {
    void chat(PrintStream stream) {
      System.setErr(stream);
    }
  }

  static final class InPlaceOfInput {
    void listen(InputStream stream) {
      System.setIn(stream);
    }
  }

  static final class AtConsole {
    Object chat() {
      return System.console();
    }
  }

  static final class ByDescriptorOfOutput {
    Object chat() {
      return FileDescriptor.out;
    }
  }

  static final class ByDescriptorOfErrors {
    Object chat() {
      return FileDescriptor.err;
    }
  }

  static final class ByDescriptorOfInput {
    Object listen() {
      return FileDescriptor.in;
    }
  }

  static final class ByStackTrace {
    void chat(Exception failure) {
      failure.printStackTrace();
    }
  }

  static final class ByStackTraceLater {
    Consumer<Exception> chat() {
      return Exception::printStackTrace;
    }
  }

  static final class ByThreadsStack {
    void chat() {
      Thread.dumpStack();
    }
  }

  static final class ByProgram {
    Object chat(ProcessBuilder program) {
      return program.inheritIO();
    }
  }

  static final class ByProgramsStream {
    Object chat() {
      return ProcessBuilder.Redirect.INHERIT;
    }
  }
}
