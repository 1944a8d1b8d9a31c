package larksong.studio;

import larksong.model.Draft;
import larksong.model.Rundown;

/** The owner's word on an edition: these words, whatever its sources say by now. */
record Approved(Rundown rundown, Draft draft) {}
