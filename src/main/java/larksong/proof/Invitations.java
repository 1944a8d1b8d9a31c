package larksong.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import larksong.model.Appointment;
import larksong.model.Fact;
import larksong.model.Finding;
import larksong.model.Item;
import larksong.model.ItemType;
import larksong.model.Rundown;
import larksong.model.Story;
import larksong.spoken.Request;
import larksong.spoken.Requests;
import larksong.spoken.Sentences;
import larksong.spoken.Verbatim;

/**
 * What somebody else asks of the listener is news, not the host's word: a sentence that asks for an
 * act, that rests on one which does, or that is told in the very words of a text in which somebody
 * may ask, says in the same breath whose it is; the owner's own notes, tasks and appointments are
 * told as they are.
 */
final class Invitations {

  /** Words of a request that a sentence has no other reason to say. */
  private static final int FEW = 2;

  /** The owner has one of so many words of a sentence that is the owner's. */
  private static final int LEAST = 2;

  private final Grammar grammar;
  private final Requests requests;
  private final List<Written> items = new ArrayList<>();

  /** The words of each sentence in which somebody else asks for an act. */
  private final List<Set<String>> others = new ArrayList<>();

  /** The words of texts in which somebody may ask, as they stand. */
  private final Verbatim theirs = new Verbatim();

  /** The words that only requests have, and those of what only speaks to the listener too. */
  private final Set<String> asked = new HashSet<>();

  private final Set<String> addressed = new HashSet<>();

  /** An item's words by who wrote them. */
  private record Written(Item item, Set<String> own, Set<String> others) {}

  Invitations(Grammar grammar, Rundown rundown) {
    this.grammar = grammar;
    this.requests = Requests.of(grammar.language());
    Set<String> elsewhere = new HashSet<>();
    for (Story story : rundown.stories()) {
      Item item = story.item();
      String facts = story.facts().stream().map(Fact::phrase).collect(Collectors.joining("\n"));
      Set<String> own = content(own(item) + "\n" + facts);
      items.add(new Written(item, own, content(String.join("\n", item.authored()))));
      elsewhere.addAll(own);
      item.authored().forEach(text -> read(item, text, elsewhere));
      if (!requests.isPlain(item.authoredText())) {
        item.authored().forEach(text -> theirs.add(text, grammar.language(), each(item)));
      }
      elsewhere.addAll(content(item.source()));
      item.author().ifPresent(author -> elsewhere.addAll(content(author)));
    }
    addressed.addAll(asked);
    asked.removeAll(elsewhere);
    addressed.removeAll(elsewhere);
  }

  /** A short sentence of news says by chance what a good retelling does. */
  private Predicate<String> each(Item item) {
    return sentence -> item.type() != ItemType.ARTICLE || !requests.isPlain(sentence);
  }

  private void read(Item item, String text, Set<String> elsewhere) {
    if (isShort(item, text) && requests.asksInShort(text)) {
      others.add(content(text));
      asked.addAll(content(text));
      elsewhere.addAll(content(requests.beforeInShort(text)));
      return;
    }
    for (String sentence : Sentences.of(text, grammar.language())) {
      Set<String> words = content(sentence);
      Optional<Request> request = requests.in(sentence);
      if (request.filter(Requests::isGrave).isPresent()) {
        others.add(words);
        asked.addAll(words);
        elsewhere.addAll(content(requests.before(sentence)));
      } else {
        (request.isPresent() ? addressed : elsewhere).addAll(words);
      }
    }
  }

  /** Whether it is a title or a place, where a verb is an order; a headline is a sentence. */
  private static boolean isShort(Item item, String text) {
    boolean isPlace =
        item instanceof Appointment one && one.location().filter(text::equals).isPresent();
    return isPlace || (text.equals(item.title()) && item.type() != ItemType.ARTICLE);
  }

  private static String own(Item item) {
    String text = String.join("\n", Evidence.texts(item));
    for (String passage : item.authored()) {
      text = passage.isBlank() ? text : text.replace(passage, " ");
    }
    return text;
  }

  private Set<String> content(String text) {
    return Words.content(text, grammar.heard().stopWords());
  }

  /**
   * Sentences of one segment.
   *
   * @param covers the items that it tells; where it tells none, a sentence that names none is the
   *     host's own
   */
  void check(List<Said> said, List<String> covers, List<Finding> findings) {
    for (Said sentence : said) {
      if (isTakenOver(sentence.text(), covers) && !isSaidByAny(sentence.text())) {
        findings.add(
            Finding.at(
                sentence.place(),
                ScriptProof.REQUEST,
                "It asks for something that somebody else wants. Say in the same sentence who"
                    + " asks, by the name of the source, or leave it out."));
      }
    }
  }

  private boolean isTakenOver(String sentence, List<String> covers) {
    Optional<Request> request = requests.in(sentence);
    boolean isQuotation = Requests.isQuotation(sentence);
    if (request.filter(Request.OF_A_MACHINE::equals).isPresent()
        || (theirs.isIn(sentence) && !isQuotation)) {
      return true;
    }
    Set<String> asking = asking(sentence);
    boolean asks =
        request.filter(Requests::isGrave).isPresent()
            ? request.get() == Request.TO_BE_SAID || restsOnRequest(asking) || !isKnown(asking)
            : rests(asking, request.isPresent() ? addressed : asked) && !isQuotation;
    return asks && !isOwn(asking, covers);
  }

  private boolean restsOnRequest(Set<String> words) {
    return others.stream().anyMatch(request -> shared(words, request) > 0);
  }

  private boolean isKnown(Set<String> words) {
    return items.stream().anyMatch(item -> rests(words, item.own()) || rests(words, item.others()));
  }

  private static boolean rests(Set<String> words, Set<String> known) {
    return shared(words, known) >= FEW;
  }

  /** The words of the part of a sentence that asks. */
  private Set<String> asking(String sentence) {
    String before = requests.isGrave(sentence) ? requests.before(sentence) : "";
    return content(sentence.startsWith(before) ? sentence.substring(before.length()) : sentence);
  }

  /** Whether the owner's or the host's own words say as much of it as anybody else's. */
  private boolean isOwn(Set<String> words, List<String> covers) {
    long own = 0;
    long theirs = 0;
    boolean tellsOwn = !covers.isEmpty();
    for (Written item : items) {
      own = Math.max(own, shared(words, item.own()));
      theirs = Math.max(theirs, shared(words, item.others()));
      tellsOwn &= item.others().isEmpty() || !covers.contains(item.item().id());
    }
    boolean isTheOwners = own * LEAST >= words.size() || (tellsOwn && own > 0);
    boolean isHosts = covers.isEmpty() && theirs < FEW;
    return (own >= theirs && isTheOwners) || isHosts;
  }

  private static long shared(Set<String> said, Set<String> known) {
    return said.stream().filter(known::contains).count();
  }

  private boolean isSaidByAny(String sentence) {
    return items.stream()
        .filter(item -> !item.others().isEmpty())
        .map(Written::item)
        .anyMatch(
            item ->
                item.author().filter(name -> Requests.isSaidBy(name, sentence)).isPresent()
                    || Requests.isSaidBy(item.source(), sentence));
  }
}
