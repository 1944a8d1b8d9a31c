package larksong.privacy;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Secrets in tables that people type: a head such as {@code user | password}, and rows below. */
final class SecretTables {

  private static final Set<String> KINDS =
      Set.of("password", "password-said", "plain-password", "pin", "code", "plain-code", "key");

  private static final CueWords SECRETS = CueWords.read("secret-words.tsv", KINDS::contains);
  private static final CueWords OTHERS = CueWords.read("announcing.tsv", "column"::equals);

  private static final List<String> SEPARATORS = List.of("|", "\t", ";", ",", "/");
  private static final Pattern RULE = Pattern.compile("[-:|=+\\s]+");
  private static final Pattern VALUE = Pattern.compile("\\S+|\\d{2,4}(?: \\d{2,4}){1,4}");
  private static final int LONGEST_LINE = 300;

  /** A cell's text within the whole text, without the blanks around it. */
  private record Cell(int start, int end) {}

  private SecretTables() {}

  static List<Found> in(TextWords words) {
    List<Found> found = new ArrayList<>();
    String text = words.text();
    int start = 0;
    int columns = 0;
    String separator = "";
    Map<Integer, Boolean> secrets = Map.of();
    while (start < text.length()) {
      int line = text.indexOf('\n', start);
      int end = line < 0 ? text.length() : line;
      List<Cell> row = separator.isEmpty() ? List.of() : cells(text, start, end, separator);
      if (!secrets.isEmpty() && row.size() == columns) {
        secrets.forEach(
            (column, digits) -> value(text, row.get(column), digits).ifPresent(found::add));
      } else {
        separator = separator(text, start, end);
        List<Cell> head = separator.isEmpty() ? List.of() : cells(text, start, end, separator);
        secrets = secrets(text, head);
        columns = head.size();
      }
      start = end + 1;
    }
    return found;
  }

  private static String separator(String text, int start, int end) {
    if (end - start > LONGEST_LINE) {
      return "";
    }
    String line = text.substring(start, end);
    return SEPARATORS.stream().filter(line::contains).findFirst().orElse("");
  }

  /** The columns of secrets, if another names a column too; and whether they hold digits. */
  private static Map<Integer, Boolean> secrets(String text, List<Cell> head) {
    Map<Integer, Boolean> secrets = new TreeMap<>();
    boolean others = false;
    for (int i = 0; i < head.size(); i++) {
      TextWords cell = new TextWords(text.substring(head.get(i).start, head.get(i).end));
      if (is(SECRETS, cell)) {
        String what = SECRETS.at(cell, 0).map(CueWords.Hit::what).orElse("");
        secrets.put(i, !what.startsWith("password"));
      }
      others |= is(OTHERS, cell);
    }
    return others ? secrets : Map.of();
  }

  private static boolean is(CueWords phrases, TextWords cell) {
    return phrases.at(cell, 0).filter(hit -> hit.next() == cell.all().size()).isPresent();
  }

  private static Optional<Found> value(String text, Cell cell, boolean digits) {
    String value = text.substring(cell.start, cell.end);
    boolean numbered = value.chars().anyMatch(Character::isDigit);
    boolean secret =
        value.length() > 2
            && (numbered || !digits)
            && VALUE.matches(value)
            && !RULE.matches(value)
            && !Values.isBlank(value)
            && !Values.isProse(value);
    return secret
        ? Optional.of(new Found(cell.start, cell.end, PrivateKind.SECRET))
        : Optional.empty();
  }

  private static List<Cell> cells(String text, int start, int end, String separator) {
    List<Cell> cells = new ArrayList<>();
    if (end - start > LONGEST_LINE) {
      return cells;
    }
    int from = start;
    while (from <= end) {
      int next = text.indexOf(separator, from);
      int to = next < 0 || next > end ? end : next;
      cells.add(cell(text, from, to));
      from = to + 1;
    }
    return cells;
  }

  private static Cell cell(String text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return new Cell(from, to);
  }
}
