package larksong.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import larksong.model.Appointment;
import larksong.model.Article;
import larksong.model.Fact;
import larksong.model.Finding;
import larksong.model.Item;
import larksong.model.Rundown;
import larksong.model.Story;
import larksong.spoken.Request;
import larksong.spoken.Requests;
import larksong.spoken.Sentences;

/**
 * What somebody else asks of the listener is news, not the host's word: a sentence that asks for an
 * act, or that rests on one which does, says in the same breath who asks; the owner's own notes,
 * tasks and appointments are told as they are.
 */
final class Invitations {

  /** Words of a request that a sentence has no other reason to say. */
  private static final int FEW = 2;

  private final Grammar grammar;
  private final List<Written> items = new ArrayList<>();

  /** The share of a sentence's words that the owner has too where it is the owner's. */
  private static final int LEAST = 2;

  /** The words that only requests have, and those of what only speaks to the listener too. */
  private final Set<String> asked = new HashSet<>();

  private final Set<String> addressed = new HashSet<>();

  /** An item's words by who wrote them. */
  private record Written(Item item, Set<String> own, Set<String> others) {}

  Invitations(Grammar grammar, Rundown rundown) {
    this.grammar = grammar;
    Set<String> elsewhere = new HashSet<>();
    for (Story story : rundown.stories()) {
      Item item = story.item();
      String others = String.join("\n", item.authored());
      String facts =
          story.facts().stream().map(Fact::phrase).collect(Collectors.joining("\n"));
      String own = own(item) + "\n" + facts;
      items.add(new Written(item, content(own), content(others)));
      elsewhere.addAll(content(own));
      for (String text : item.authored()) {
        if (isShort(item, text) && Requests.asksInShort(text)) {
          asked.addAll(content(text));
          elsewhere.addAll(content(Requests.beforeInShort(text)));
          continue;
        }
        for (String sentence : Sentences.of(text, grammar.language())) {
          Optional<Request> request = Requests.in(sentence);
          boolean isGrave = request.filter(Requests::isGrave).isPresent();
          boolean isAddressed = request.isPresent();
          (isGrave ? asked : isAddressed ? addressed : elsewhere).addAll(content(sentence));
          if (isGrave) {
            elsewhere.addAll(content(Requests.before(sentence)));
          }
        }
      }
      elsewhere.addAll(content(item.source()));
      item.author().ifPresent(author -> elsewhere.addAll(content(author)));
    }
    addressed.addAll(asked);
    asked.removeAll(elsewhere);
    addressed.removeAll(elsewhere);
  }

  /** Whether it is a title or a place, where a verb is an order; a headline is a sentence. */
  private static boolean isShort(Item item, String text) {
    boolean isPlace =
        item instanceof Appointment one && one.location().filter(text::equals).isPresent();
    return isPlace || (text.equals(item.title()) && !(item instanceof Article));
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

  /** Sentences of one segment; one that tells no item is the host's own where it names none. */
  void check(List<Said> said, boolean tellsItems, List<Finding> findings) {
    for (Said sentence : said) {
      Set<String> words = content(sentence.text());
      if (asks(sentence.text(), words)
          && (isForAMachine(sentence.text()) || !isOwn(asking(sentence.text()), tellsItems))
          && !isSaidByAny(sentence.text())) {
        findings.add(
            Finding.at(
                sentence.place(),
                ScriptProof.REQUEST,
                "It asks for something that somebody else wants. Say in the same sentence who"
                    + " asks, by the name of the source, or leave it out."));
      }
    }
  }

  private boolean asks(String sentence, Set<String> words) {
    Optional<Request> request = Requests.in(sentence);
    Set<String> reasons =
        request.isPresent() ? addressed : asked;
    return request.filter(Requests::isGrave).isPresent()
        || words.stream().filter(reasons::contains).count() >= FEW;
  }

  /** The words of the part of a sentence that asks. */
  private Set<String> asking(String sentence) {
    String before = Requests.isGrave(sentence) ? Requests.before(sentence) : "";
    return content(sentence.startsWith(before) ? sentence.substring(before.length()) : sentence);
  }

  private static boolean isForAMachine(String sentence) {
    return Requests.in(sentence).filter(Request.OF_A_MACHINE::equals).isPresent();
  }

  /** Whether the owner's or the host's own words say as much of it as anybody else's. */
  private boolean isOwn(Set<String> words, boolean tellsItems) {
    long own = 0;
    long others = 0;
    for (Written item : items) {
      own = Math.max(own, shared(words, item.own()));
      others = Math.max(others, shared(words, item.others()));
    }
    return (own >= others && own * LEAST >= words.size()) || (!tellsItems && others < FEW);
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
