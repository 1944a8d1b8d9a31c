package larksong.bench;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.audio.AudioPlayer;
import com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The least that must be done: a text through FreeTTS alone and one ffmpeg encode of its PCM, in
 * one cold process. Arguments: the text (a sentence a line), then the encoder's command line, which
 * reads 16-bit big-endian samples at 16 kHz.
 */
public final class Floor {

  private Floor() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> sentences = Files.readAllLines(Path.of(arguments[0]));
    ByteArrayOutputStream pcm = new ByteArrayOutputStream(1 << 24);
    Voice voice = voice();
    voice.setAudioPlayer(sink(pcm));
    for (String sentence : sentences) {
      voice.speak(sentence);
    }
    Process ffmpeg =
        new ProcessBuilder(List.of(arguments).subList(1, arguments.length))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var in = ffmpeg.getOutputStream()) {
      pcm.writeTo(in);
    }
    System.exit(ffmpeg.waitFor());
  }

  private static Voice voice() {
    for (Voice voice : new KevinVoiceDirectory().getVoices()) {
      if (voice.getName().equals("kevin16")) {
        voice.allocate();
        voice.getOutputQueue().close();
        voice.setOutputQueue(null);
        return voice;
      }
    }
    throw new IllegalStateException("Expected the voice kevin16");
  }

  /** Keeps what is written; answers true to everything else. */
  private static AudioPlayer sink(ByteArrayOutputStream pcm) {
    return (AudioPlayer)
        Proxy.newProxyInstance(
            Floor.class.getClassLoader(),
            new Class<?>[] {AudioPlayer.class},
            (proxy, method, values) -> {
              if (method.getName().equals("write") && values.length == 3) {
                pcm.write((byte[]) values[0], (int) values[1], (int) values[2]);
              } else if (method.getName().equals("write")) {
                pcm.writeBytes((byte[]) values[0]);
              }
              return zero(method.getReturnType());
            });
  }

  private static Object zero(Class<?> type) {
    if (type == boolean.class) {
      return true;
    }
    return type == float.class ? 1f : 0L;
  }
}
