package larksong.egress;

import java.io.IOException;
import java.util.UUID;
import larksong.model.Departure;

/** Where it is noted what leaves this machine, before it does. */
public interface EgressRecord {

  /** Keeps nothing: for what is tried without an installation. */
  EgressRecord NONE =
      new EgressRecord() {
        @Override
        public UUID note(Departure departure) {
          return new UUID(0, 0);
        }

        @Override
        public void correct(UUID noted, long bytes) {}
      };

  /**
   * Notes it; it is on the disk when this returns, so that a call that fails or is killed is noted
   * too.
   *
   * @throws IOException if it cannot be noted: then nothing may leave
   */
  UUID note(Departure departure) throws IOException;

  /** Notes how many bytes went of what was noted, where that is not what was to go. */
  void correct(UUID noted, long bytes);
}
