package larksong.studio;

import java.time.Duration;
import java.util.Locale;
import larksong.model.Article;
import larksong.model.Chapter;
import larksong.model.Gap;
import larksong.model.Provenance;
import larksong.model.Recording;
import larksong.model.Rundown;
import larksong.model.Story;

/** Writes the show notes: chapters, links, gaps, and where it all comes from. */
final class ShowNotes {

  private ShowNotes() {}

  static String html(String summary, Rundown rundown, Recording recording, Provenance provenance) {
    StringBuilder html = new StringBuilder();
    html.append("<p>").append(escaped(summary)).append("</p>\n<ul>\n");
    for (Chapter chapter : recording.chapters()) {
      html.append("<li>")
          .append(clock(chapter.start()))
          .append(' ')
          .append(escaped(chapter.title()))
          .append("</li>\n");
    }
    html.append("</ul>\n");
    for (Story story : rundown.stories()) {
      if (story.item() instanceof Article article && article.link().isPresent()) {
        html.append("<p><a href=\"")
            .append(escaped(article.link().orElseThrow().toString()))
            .append("\">")
            .append(escaped(article.title()))
            .append("</a> (")
            .append(escaped(article.publisher()))
            .append(")</p>\n");
      }
    }
    rundown.gaps().stream()
        .map(Gap::source)
        .distinct()
        .forEach(
            source -> html.append("<p>Not read today: ").append(escaped(source)).append(".</p>\n"));
    return html.append("<p>").append(escaped(provenance.sentence())).append("</p>\n").toString();
  }

  /** {@code (M:SS)}, which players turn into a place to jump to. */
  private static String clock(Duration at) {
    return String.format(Locale.ROOT, "(%d:%02d)", at.toMinutes(), at.toSecondsPart());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
