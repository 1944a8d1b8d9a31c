package larksong.privacy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All the forms that name somebody, as a tree of folded words; unchanged once it is built. */
final class NameIndex {

  /**
   * What kind of form a name has in a place of the tree.
   *
   * @param extent how much of the name it is
   * @param rank 0 if it is the usual form; a higher one yields to a lower one of somebody else
   * @param single whether it is one word of several
   * @param wordToo whether that word is another word too
   * @param slavic whether the name is a Slavic one, and takes its endings
   */
  record FormKind(Extent extent, int rank, boolean single, boolean wordToo, boolean slavic) {}

  /** A form and everyone who has it, in the order of their numbers; the same only as itself. */
  static final class Form {
    private final FormKind kind;
    private final Set<Integer> people = new LinkedHashSet<>();

    private Form(FormKind kind) {
      this.kind = kind;
    }

    FormKind kind() {
      return kind;
    }

    Set<Integer> people() {
      return people;
    }

    Extent extent() {
      return kind.extent();
    }

    int first() {
      return people.iterator().next();
    }
  }

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

    /** Whether a word that begins with the letter may come next; quick. */
    boolean mayLeadTo(char letter) {
      return next.size() > FEW || next.keySet().stream().anyMatch(key -> key.charAt(0) == letter);
    }

    private Node step(String key) {
      if (next.isEmpty()) {
        next = new HashMap<>(2);
      }
      return next.computeIfAbsent(key, word -> new Node());
    }
  }

  private static final int FEW = 16;

  private final Node root = new Node();
  private final Map<String, List<Form>> dense = new HashMap<>();
  private final Set<Character> beginnings = new HashSet<>();
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
    return beginnings.contains(key.charAt(0));
  }

  /**
   * Adds a form.
   *
   * @param words the ways to write each word
   * @param comma how many words stand before a comma; 0 for none
   */
  void add(List<Set<String>> words, int comma, int person, FormKind kind) {
    add(root, words, 0, comma, person, kind);
  }

  private void add(
      Node node, List<Set<String>> words, int at, int comma, int person, FormKind kind) {
    if (at == words.size()) {
      node.forms = with(node.forms, person, kind);
      return;
    }
    for (String key : words.get(at)) {
      if (at == 0) {
        beginnings.add(key.charAt(0));
      }
      Node next = node.step(key);
      next.comma |= at + 1 == comma;
      add(next, words, at + 1, comma, person, kind);
    }
  }

  private static List<Form> with(List<Form> forms, int person, FormKind kind) {
    for (Form form : forms) {
      if (form.kind.equals(kind)) {
        form.people.add(person);
        return forms;
      }
    }
    List<Form> more = new ArrayList<>(forms);
    Form form = new Form(kind);
    form.people.add(person);
    more.add(form);
    return more;
  }

  void addDense(String key, int person, FormKind kind) {
    longestDense = Math.max(longestDense, key.length());
    dense.put(key, with(dense(key), person, kind));
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
}
