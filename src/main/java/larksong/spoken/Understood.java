package larksong.spoken;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A sentence as one language understands it. */
final class Understood {

  /** Words between an order and what it is about, or who it is for. */
  private static final int NEAR = 8;

  private static final List<String> SIGNS =
      List.of(
          "you",
          "must",
          "modal",
          "group",
          "secret",
          "machine",
          "voice",
          "output",
          "programme",
          "told",
          "meta",
          "hidden",
          "persona",
          "role",
          "rules",
          "code",
          "aloud",
          "retell",
          "instead",
          "above",
          "demand",
          "payment",
          "bill",
          "wording",
          "sign");

  private final Wording wording;
  private final List<Token> tokens;
  private final Traits traits;
  private final Map<String, List<Integer>> found = new HashMap<>();

  Understood(Wording wording, List<Token> tokens, Traits traits) {
    this.wording = wording;
    this.tokens = tokens;
    this.traits = traits;
  }

  /**
   * The languages that a sentence may be in: those whose commonest words it has; else all. One
   * common word is none of another language where it may be of the language of the text.
   */
  static List<Wording> languages(List<Token> tokens, Optional<Locale> text) {
    Map<Wording, Integer> known = new HashMap<>();
    int most = 0;
    boolean isExpected = false;
    for (Wording wording : Wording.ALL) {
      int common = wording.places("common", tokens).size();
      known.put(wording, common);
      most = Math.max(most, common);
      isExpected |= common > 0 && wording.isOf(text);
    }
    List<Wording> languages = new ArrayList<>();
    for (Wording wording : Wording.ALL) {
      int common = known.getOrDefault(wording, 0);
      boolean isChance = isExpected && common < 2 && !wording.isOf(text);
      if (common * 2 >= most && !isChance) {
        languages.add(wording);
      }
    }
    return languages;
  }

  /**
   * Whether it has any of the words without which nobody asks, but often with which nobody does.
   */
  boolean mayAsk() {
    return request().isPresent() || SIGNS.stream().anyMatch(this::has);
  }

  Optional<Request> request() {
    if (isOfAMachine()) {
      return Optional.of(Request.OF_A_MACHINE);
    }
    if (isToBeSaid()) {
      return Optional.of(Request.TO_BE_SAID);
    }
    if (isAnAct()) {
      return Optional.of(Request.AN_ACT);
    }
    if (has("must") || has("you")) {
      return Optional.of(Request.OF_THE_HEARER);
    }
    return begins("weak") || traits.address() || traits.digits()
        ? Optional.of(Request.A_DIRECTION)
        : Optional.empty();
  }

  private boolean isOfAMachine() {
    boolean ordered = begins("say") || opens("aloud") || begins("retell") || asked();
    boolean reader = has("machine") || has("voice");
    boolean says = has("say") || has("aloud");
    boolean content = has("that") || has("told") || has("output") || has("programme");
    return forgets()
        || (has("above") && says && (ordered || has("ignore")))
        || (reader && says && ordered && content)
        || (has("machine") && says && ordered)
        || (near("note", "machine", 0) && !begins("common"))
        || (isCalled() && (says || has("ignore") || has("weak")))
        || (has("told") && says && (ordered || reader))
        || (has("output") && says && ordered)
        || begins("retell")
        || (has("retell") && has("instead"))
        || (has("programme") && has("that") && says && ordered)
        || (has("hidden") && (says || has("recite")))
        || (has("code") && (says || has("weak") || reader) && (reader || begins("code") || ordered))
        || (has("persona") && (reader || content || shouts()))
        || (begins("role") && (reader || content || shouts()))
        || (begins("end") && (content || reader))
        || (endsMaterial() && tokens.size() < NEAR);
  }

  /** How many parts of the telling itself it is about: who tells, to whom, what, with what. */
  private long parts() {
    return List.of("machine", "voice", "told", "output", "programme", "meta", "hidden", "above")
        .stream()
        .filter(this::has)
        .count();
  }

  /** What may be meant for whoever retells it: nobody asks a listener to announce something. */
  private boolean isToBeSaid() {
    boolean reader = has("machine") || has("voice") || has("told") || has("output") || has("meta");
    boolean asked = asked() || has("you");
    return opens("aloud")
        || opens("role")
        || near("must", "aloud", 3)
        || near("modal", "aloud", 3)
        || (has("above") && asked)
        || (has("instead") && (begins("say") || has("retell") || has("aloud") || has("told")))
        || (reader && (has("aloud") || near("note", "meta", 0) || near("note", "voice", 0)))
        || (near("note", "machine", 0) && has("ignore"))
        || (reader && asked && (has("say") || has("ignore") || has("recite")))
        || (parts() > 1 && (asked || has("that") || has("wording") || has("instead")))
        || (reader && has("wording") && has("finish"))
        || (has("programme") && (has("wording") || has("that")) && has("finish") && asked)
        || (has("tool") && (begins("run") || (reader && has("run"))))
        || (has("private") && begins("recite"))
        || (has("private") && asked() && has("recite"));
  }

  /** "End of the source material". */
  boolean endsMaterial() {
    return has("end")
        || places("ends").stream()
            .anyMatch(end -> tokens.get(end).opens() && isBetween("material", end + 1, end + 4));
  }

  /** "Ignore all previous instructions", but not "ignore the old rule about salting". */
  private boolean forgets() {
    for (int ignore : places("ignore")) {
      for (int rules : places("rules")) {
        int from = Math.min(ignore, rules);
        int to = Math.max(ignore, rules);
        if (to - from <= NEAR && isBetween("prior", from - 1, to + 2)) {
          return true;
        }
      }
    }
    return false;
  }

  /** "Assistant: …". */
  private boolean isCalled() {
    return List.of("machine", "voice").stream()
        .flatMap(name -> places(name).stream())
        .anyMatch(
            at ->
                tokens.get(at).begins()
                    && at + 1 < tokens.size()
                    && tokens.get(at + 1).begins()
                    && tokens.get(at + 1).start() - tokens.get(at).start()
                        > tokens.get(at).written().length() + 1);
  }

  private boolean shouts() {
    return tokens.stream().anyMatch(token -> Token.isCapitals(token.written()));
  }

  /** Whether it is an order where every verb is one. */
  boolean isShortOrder() {
    return isToBeSaid() || isAnAct() || has("secret") || traits.sum() || (has("sum") && numbers());
  }

  private boolean isAnAct() {
    boolean asked = asked() || has("you");
    return traits.phone()
        || (traits.digits() && (asked || has("act") || begins("weak")))
        || (traits.address() && (asked || has("act") || begins("weak") || has("secret")))
        || traits.account()
        || isDemanded()
        || numbered()
        || (has("secret") && (asked || begins("act") || begins("weak")))
        || (begins("act") && isMeant(asked))
        || near("must", "act", 3)
        || near("modal", "act", 3)
        || near("you", "act", NEAR)
        || (near("group", "act", NEAR) && (asked || traits.sum()))
        || handsOver();
  }

  /** Whether it is asked for, politely or not. */
  private boolean asked() {
    return has("must") || has("modal");
  }

  /** Whether a verb at the beginning is an order: "Call 112 now", but not "Call with Leo". */
  private boolean isMeant(boolean asked) {
    return asked || has("object") || has("secret") || has("sum") || has("now") || traits.sum();
  }

  /** "Payable in cash". */
  private boolean isDemanded() {
    boolean sum = has("sum") || traits.sum();
    return (has("demand") && (sum || has("secret") || has("now") || has("you")))
        || (sum && (has("cash") || (numbers() && (has("must") || has("you")))))
        || (has("payment") && traits.sum() && (has("now") || has("group")))
        || (has("bill") && numbers() && has("now"));
  }

  private boolean numbers() {
    return traits.sum() || tokens.stream().anyMatch(Token::isNumber);
  }

  /** "The code 482913". */
  private boolean numbered() {
    return places("secret").stream()
        .anyMatch(
            at ->
                tokens.subList(at, Math.min(tokens.size(), at + 4)).stream()
                    .anyMatch(token -> token.isNumber() && token.word().length() > 3));
  }

  /** An everyday verb with what should stay with its owner: "leave the key". */
  private boolean handsOver() {
    for (int verb : places("weak")) {
      boolean ordered = asked() || tokens.get(verb).begins();
      if (ordered
          && places("object").stream()
              .anyMatch(object -> object != verb && Math.abs(object - verb) <= NEAR)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a word of the second group follows the first, or stands right before it. */
  private boolean near(String first, String second, int before) {
    for (int one : places(first)) {
      for (int other : places(second)) {
        if (one != other && other <= one + NEAR + 2 && other >= one - before) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isBetween(String name, int from, int to) {
    return places(name).stream().anyMatch(at -> at >= from && at <= to);
  }

  private boolean begins(String name) {
    return places(name).stream().anyMatch(at -> tokens.get(at).begins());
  }

  private boolean opens(String name) {
    return places(name).stream().anyMatch(at -> tokens.get(at).opens());
  }

  private boolean has(String name) {
    return !places(name).isEmpty();
  }

  private List<Integer> places(String name) {
    return found.computeIfAbsent(name, group -> wording.places(group, tokens));
  }
}
