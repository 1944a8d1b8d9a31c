package larksong.eval;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** Sentences that no source said, per language. */
final class Bank {

  private static final Map<String, Bank> BANKS = new ConcurrentHashMap<>();

  private final Properties sentences = new Properties();

  private Bank(String language) {
    String file = "/larksong/eval/defects_" + language + ".properties";
    try (InputStreamReader in =
        new InputStreamReader(
            Objects.requireNonNull(Bank.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
      sentences.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bank of(String language) {
    return BANKS.computeIfAbsent(language, Bank::new);
  }

  String get(String kind) {
    return Objects.requireNonNull(sentences.getProperty(kind), kind);
  }
}
