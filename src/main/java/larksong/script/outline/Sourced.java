package larksong.script.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import larksong.model.Item;
import larksong.model.ItemType;
import larksong.model.Show;
import larksong.spoken.Request;
import larksong.spoken.Requests;
import larksong.spoken.Sentences;

/**
 * Tells what somebody else asks of the listener as news: with who asks it in the same breath, or
 * not at all; what the owner wrote is told as it is.
 */
record Sourced(Show show, Phrases phrases) {

  /** Words after which what somebody asks is begun anew with their name. */
  private static final int BREATH = 30;

  private Requests requests() {
    return Requests.of(show.language());
  }

  /** Whether somebody else wrote these words of an item. */
  private static boolean isOthers(Item item, String words) {
    String bare = words.replaceFirst("[\\s.!?…;:]+$", "");
    return item.author().isPresent()
        && item.authored().stream()
            .anyMatch(one -> one.contains(bare) || (!one.isBlank() && bare.contains(one)));
  }

  /** Whether a title is told only as somebody's word, because all of it asks for something. */
  boolean asks(Item item) {
    return isOthers(item, item.title()) && isAsking(item) && before(item).isEmpty();
  }

  /** A title without what it asks for beside its subject. */
  String title(Item item) {
    boolean cut = isOthers(item, item.title()) && isAsking(item) && !asks(item);
    return cut ? before(item) : item.title();
  }

  /** A headline is a sentence; other titles are a few words. */
  private boolean isAsking(Item item) {
    return item.type() == ItemType.ARTICLE
        ? requests().in(item.title()).isPresent()
        : requests().asksInShort(item.title())
            || (item.type() == ItemType.NOTE && !requests().isPlain(item.title()));
  }

  private String before(Item item) {
    if (item.type() == ItemType.ARTICLE) {
      return requests().isGrave(item.title()) ? requests().before(item.title()) : "";
    }
    return requests().asksInShort(item.title()) ? requests().beforeInShort(item.title()) : "";
  }

  /** A title inside a sentence of the host's. */
  String named(Item item) {
    return asks(item) ? says(item, item.title()) : title(item);
  }

  /** What a chapter is called. */
  String heading(Item item) {
    return asks(item) ? item.author().orElse(item.source()) : title(item);
  }

  /** A place or another short word of an item, without what it asks for. */
  Optional<String> word(Item item, String word) {
    boolean asks = isOthers(item, word) && requests().asksInShort(word);
    return Optional.of(asks ? requests().beforeInShort(word) : word).filter(one -> !one.isEmpty());
  }

  /** Sentences of an item as they may be told. */
  String text(Item item, String text) {
    boolean isPlain = requests().isPlain(item.authoredText());
    List<String> told = new ArrayList<>();
    StringBuilder theirs = new StringBuilder();
    for (String sentence : Sentences.of(text, show.language())) {
      boolean isTheirs = !isPlain && isOthers(item, sentence) && mayAsk(item, sentence);
      if (!isTheirs || theirs.toString().split("\\s+").length > BREATH) {
        flush(item, theirs, told);
      }
      if (!isTheirs) {
        told.add(sentence);
      } else if (isForListeners(sentence)) {
        theirs.append(theirs.isEmpty() ? "" : " ").append(sentence);
      }
    }
    flush(item, theirs, told);
    return String.join(" ", told);
  }

  /** Most of the news that has a request somewhere is still news. */
  private boolean mayAsk(Item item, String sentence) {
    return item.type() != ItemType.ARTICLE || !requests().isPlain(sentence);
  }

  private boolean isForListeners(String sentence) {
    return requests()
        .in(sentence)
        .filter(request -> request == Request.OF_A_MACHINE || request == Request.UNKNOWN)
        .isEmpty();
  }

  /** A sentence as the word of the one who wrote it, or of the only one who wrote any item. */
  Optional<String> attributed(List<Item> items, String sentence) {
    List<Item> others = items.stream().filter(item -> item.author().isPresent()).toList();
    boolean isOne = others.stream().map(Item::author).distinct().count() == 1;
    return others.stream()
        .filter(item -> isOne || isOthers(item, sentence))
        .findFirst()
        .map(item -> says(item, sentence) + ".");
  }

  private void flush(Item item, StringBuilder asked, List<String> told) {
    if (!asked.isEmpty()) {
      told.add(says(item, asked.toString()) + ".");
      asked.setLength(0);
    }
  }

  /** What an item's author says, in one breath. */
  private String says(Item item, String said) {
    String text =
        Sentences.of(said, show.language()).stream()
            .map(sentence -> sentence.replaceFirst("[.!?…;:]+$", ""))
            .collect(Collectors.joining("; "));
    String author = inSentence(item.author().orElse(item.source()));
    return phrases.knows("said")
        ? phrases.say("said", Map.of("author", author, "text", text))
        : author + ": " + text;
  }

  /** "The Gazette" is "the Gazette" in the middle of an English sentence. */
  String inSentence(String author) {
    return show.language().getLanguage().equals("en")
        ? author.replaceFirst("^The\\s+", "the ")
        : author;
  }
}
