package larksong.studio;

import java.util.List;
import java.util.function.Function;
import larksong.audio.Mastering;
import larksong.config.Kind;
import larksong.editor.Editor;
import larksong.model.Edition;
import larksong.model.Item;
import larksong.model.Level;
import larksong.model.Recollection;
import larksong.model.Show;
import larksong.proof.ScriptProof;
import larksong.publish.Publisher;
import larksong.script.ScriptWriter;
import larksong.source.Source;
import larksong.speech.Narrator;

/**
 * Everyone who works on a show.
 *
 * @param memory what the editions before one told
 * @param strict whether an edition is held that had to be mended
 * @param level the most cautious of the levels of an item's fields
 * @param skipWhenQuiet whether a day with nothing to say makes no edition
 */
public record Crew(
    Show show,
    Kind kind,
    List<Source> sources,
    Function<Edition, Recollection> memory,
    Editor editor,
    ScriptWriter writer,
    ScriptProof proof,
    Narrator narrator,
    Mastering mastering,
    List<Publisher> publishers,
    boolean strict,
    boolean skipWhenQuiet,
    Function<Item, Level> level) {

  public Crew {
    sources = List.copyOf(sources);
    publishers = List.copyOf(publishers);
  }
}
