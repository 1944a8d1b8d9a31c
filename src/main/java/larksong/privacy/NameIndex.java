package larksong.privacy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All the forms that name somebody, as a tree of folded words; unchanged once it is built. */
final class NameIndex {

  /**
   * A form of somebody's name.
   *
   * @param person whose
   * @param extent how much of it
   * @param rank 0 if it is the usual form; a higher one yields to a lower one of somebody else
   * @param single whether it is one word of several
   * @param wordToo whether that word is another word too
   */
  record Form(int person, Extent extent, int rank, boolean single, boolean wordToo) {}

  /** Where the words so far have led. */
  static final class Node {
    private Map<String, Node> next = Map.of();
    private List<Form> forms = List.of();
    private boolean comma;

    @Nullable Node next(String key) {
      return next.get(key);
    }

    List<Form> forms() {
      return forms;
    }

    /** Whether a comma may follow, as in {@code Raman, Priya}. */
    boolean takesComma() {
      return comma;
    }

    boolean isEnd() {
      return next.isEmpty();
    }

    private Node step(String key) {
      if (next.isEmpty()) {
        next = new HashMap<>(2);
      }
      return next.computeIfAbsent(key, word -> new Node());
    }

    private void add(Form form) {
      if (forms.isEmpty()) {
        forms = new ArrayList<>(1);
      }
      forms.removeIf(same -> isSame(same, form) && same.rank() > form.rank());
      if (forms.stream().noneMatch(same -> isSame(same, form))) {
        forms.add(form);
      }
    }

    private static boolean isSame(Form one, Form other) {
      return one.person() == other.person() && one.extent() == other.extent();
    }
  }

  private static final int PREFIX = 1;

  private final Node root = new Node();
  private final Map<String, List<Form>> dense = new HashMap<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Set<String> written = new HashSet<>();
  private int longestDense;

  Node root() {
    return root;
  }

  /** A form of a script without blanks, such as {@code 田中太郎}, found inside other text. */
  List<Form> dense(String key) {
    return dense.getOrDefault(key, List.of());
  }

  int longestDense() {
    return longestDense;
  }

  /** Whether some form's first word begins as this word does; quick. */
  boolean beginsLike(String key) {
    return key.length() >= PREFIX && beginnings.contains(key.substring(0, PREFIX));
  }

  /**
   * Adds a form.
   *
   * @param words the ways to write each word
   * @param comma how many words stand before a comma; 0 for none
   */
  void add(List<Set<String>> words, int comma, Form form) {
    add(root, words, 0, comma, form);
  }

  private void add(Node node, List<Set<String>> words, int at, int comma, Form form) {
    if (at == words.size()) {
      node.add(form);
      return;
    }
    for (String key : words.get(at)) {
      if (at == 0) {
        beginnings.add(key.substring(0, Math.min(PREFIX, key.length())));
      }
      Node next = node.step(key);
      next.comma |= at + 1 == comma;
      add(next, words, at + 1, comma, form);
    }
  }

  /** Remembers how a word is written. */
  void addWritten(String word) {
    written.add(lower(word));
  }

  /** Whether a word without a capital may be a name: not with accents that no name has. */
  boolean isWritten(String word) {
    String lower = lower(word);
    return lower.equals(Fold.of(word)) || written.contains(lower);
  }

  private static String lower(String word) {
    StringBuilder seen = new StringBuilder();
    word.codePoints().filter(point -> !Fold.isInvisible(point)).forEach(seen::appendCodePoint);
    return Normalizer.normalize(seen, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  void addDense(String key, Form form) {
    longestDense = Math.max(longestDense, key.length());
    dense.computeIfAbsent(key, word -> new ArrayList<>()).add(form);
  }
}
