package larksong.editor;

import java.util.List;
import larksong.model.Fact;
import larksong.model.Item;

/** Computes what can be said about an item; called once per item, in speaking order. */
interface Facts {

  List<Fact> of(Item item);
}
