package larksong.script.outline;

import java.util.List;
import larksong.model.Segment;
import larksong.model.Story;

/** Tells all items of one kind. */
interface Teller {

  /** The segments for these stories; none for none. */
  List<Segment> tell(List<Story> stories);
}
