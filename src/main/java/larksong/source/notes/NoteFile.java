package larksong.source.notes;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import larksong.config.Markdown;
import larksong.config.Problem;
import larksong.config.Section;
import larksong.model.Card;
import larksong.model.Item;
import larksong.model.Note;
import larksong.model.Note.Quotation;
import larksong.model.Task;
import larksong.source.Cuts;
import larksong.source.Ids;
import larksong.source.Plain;
import larksong.source.Received;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * One Markdown file taken apart: the note's words, its open tasks, its study cards.
 *
 * <p>A task is an unticked list item, due on the date it ends with ({@code due 2026-11-21}). A card
 * is a line {@code question :: answer}, or a paragraph {@code Q: …} with a line {@code A: …}.
 */
record NoteFile(
    String path,
    String title,
    String text,
    Optional<LocalDate> date,
    List<String> tags,
    List<String> tasks,
    List<String[]> cards,
    String sender,
    List<String> quoted,
    Received texts) {

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_TEXT = 4000;
  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TaskListItemsExtension.create()))
          .maxOpenBlockParsers(50)
          .build();
  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder().lineBreakRendering(LineBreakRendering.COMPACT).build();
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DUE =
      Pattern.compile("[\\s(@]*(?:due|by|📅)?[:(\\s]*(\\d{4}-\\d{2}-\\d{2})\\)?\\s*\\.?$");
  private static final Pattern WIKI_LINK =
      Pattern.compile("\\[\\[(?:[^\\[\\]|\\n]{0,200}\\|)?([^\\[\\]|\\n]{1,200})]]");
  private static final Pattern ONE_LINE_CARD = Pattern.compile("(.+?)\\s+::\\s+(.+)");
  private static final Pattern TWO_LINE_CARD =
      Pattern.compile("Q:\\s*(.+?)\\s+A:\\s*(.+)", Pattern.DOTALL);

  static NoteFile parse(Path path, String text) {
    List<Problem> problems = new ArrayList<>();
    Markdown markdown = Markdown.of(path, text, Map.of(), problems);
    Section settings = markdown.settings();
    Node document =
        PARSER.parse(
            WIKI_LINK
                .matcher(Paragraphs.ended(markdown.body()))
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1))));
    Parts parts = new Parts();
    document.accept(parts);
    String fileName = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]+$", "");
    String name = settings.text("title").or(() -> parts.title).orElse(fileName);
    boolean isOwn = parts.quoted.isEmpty() || !parts.quoted.equals(parts.words);
    String title = isOwn ? Plain.line(name, LONGEST_TITLE) : parts.texts.line(name, LONGEST_TITLE);
    return new NoteFile(
        path.toString(),
        title.isEmpty() ? "Untitled" : title,
        Plain.line(String.join(" ", parts.words), LONGEST_TEXT),
        settings.text("date").flatMap(NoteFile::date).or(() -> date(fileName)),
        settings.texts("tags", List.of()),
        parts.tasks,
        parts.cards,
        parts.sender,
        parts.quoted,
        parts.texts);
  }

  /** What it reports; a note without words of its own is none. Notes what was cut. */
  List<Item> items(String source, Cuts cuts) {
    List<Item> items = new ArrayList<>();
    if (!text.isEmpty()) {
      Optional<Quotation> quotation =
          quoted.isEmpty()
              ? Optional.empty()
              : Optional.of(new Quotation(sender.isEmpty() ? source : sender, quoted));
      String id = Ids.of(source, path);
      cuts.note(id, texts);
      items.add(new Note(id, source, title, text, date, tags, quotation));
    } else {
      cuts.lose(texts, Optional.empty());
    }
    for (String task : tasks) {
      Matcher due = DUE.matcher(task);
      Optional<LocalDate> day = due.find() ? date(due.group(1)) : Optional.empty();
      String words = day.isPresent() ? task.substring(0, due.start()) : task;
      if (!words.isBlank()) {
        items.add(
            new Task(Ids.of(source, path, task), source, Plain.line(words, LONGEST_TITLE), day));
      }
    }
    for (String[] card : cards) {
      items.add(new Card(Ids.of(source, path, card[0]), source, title, card[0], card[1]));
    }
    return items;
  }

  private static Optional<LocalDate> date(String text) {
    Matcher matcher = DATE.matcher(text);
    try {
      return matcher.find() ? Optional.of(LocalDate.parse(matcher.group())) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Leaves of links and pictures only their words. */
  private static final class Unlinked extends AbstractVisitor {

    @Override
    public void visit(Link link) {
      unlink(link);
    }

    @Override
    public void visit(Image image) {
      unlink(image);
    }

    private void unlink(Node node) {
      visitChildren(node);
      for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
        node.insertBefore(child);
      }
      node.unlink();
    }
  }

  /** Collects the parts in the order of the file. */
  private static final class Parts extends AbstractVisitor {

    private Optional<String> title = Optional.empty();
    private final List<String> words = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();
    private final List<String[]> cards = new ArrayList<>();
    private final List<String> quoted = new ArrayList<>();
    private final Received texts = new Received();
    private String sender = "";
    private boolean isQuoted;
    private boolean ticked;
    private boolean isTask;

    @Override
    public void visit(Heading heading) {
      if (heading.getLevel() == 1 && title.isEmpty()) {
        title = Optional.of(TEXT.render(heading));
      }
    }

    /** What comes after the head of a mail is the mail. */
    @Override
    public void visit(BlockQuote quote) {
      boolean outer = isQuoted;
      beginQuotation();
      visitChildren(quote);
      isQuoted = outer;
    }

    private void beginQuotation() {
      isQuoted = true;
      if (!words.isEmpty()) {
        int last = words.size() - 1;
        words.set(last, words.get(last).replaceFirst("[:;]$", "."));
      }
    }

    @Override
    public void visit(ListItem item) {
      boolean outerTicked = ticked;
      boolean outerTask = isTask;
      ticked = false;
      isTask = false;
      visitChildren(item);
      ticked = outerTicked;
      isTask = outerTask;
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TaskListItemMarker marker) {
        isTask = true;
        ticked = marker.isChecked();
      }
      visitChildren(node);
    }

    @Override
    public void visit(Paragraph paragraph) {
      paragraph.accept(new Unlinked());
      String written = TEXT.render(paragraph);
      Optional<PastedMail.Head> head = PastedMail.head(written);
      if (head.isPresent()) {
        beginQuotation();
        sender = head.get().sender();
        quote(head.get().subject());
        return;
      }
      if (isQuoted) {
        quote(written);
        return;
      }
      String text = Plain.line(written, LONGEST_TEXT);
      if (isTask) {
        if (!ticked) {
          tasks.add(text);
        }
        return;
      }
      Matcher two = TWO_LINE_CARD.matcher(text);
      Matcher one = ONE_LINE_CARD.matcher(text);
      if (two.matches()) {
        cards.add(new String[] {two.group(1), two.group(2)});
      } else if (one.matches()) {
        cards.add(new String[] {one.group(1), one.group(2)});
      } else if (!text.isEmpty()) {
        words.add(ended(text));
      }
    }

    private void quote(String written) {
      String text = texts.line(written, LONGEST_TEXT);
      if (!text.isEmpty()) {
        words.add(ended(text));
        quoted.add(ended(text));
      }
    }

    private static String ended(String text) {
      return text.matches(".*[.!?:;…]$") ? text : text.replaceFirst(",$", "") + ".";
    }

    @Override
    public void visit(FencedCodeBlock code) {
      // Code is for the eye.
    }

    @Override
    public void visit(HtmlBlock html) {
      if (isQuoted) {
        quote(Plain.html(html.getLiteral(), LONGEST_TEXT));
        return;
      }
      String text = Plain.html(html.getLiteral(), LONGEST_TEXT);
      if (!text.isEmpty()) {
        words.add(text);
      }
    }
  }
}
