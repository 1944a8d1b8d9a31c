package larksong.server.door;

import java.util.HashMap;
import java.util.Map;

/** Limits how many do something at once: all together, and those of each account. */
public final class Places {

  private final int all;
  private final int each;
  private final Map<String, Integer> taken = new HashMap<>();
  private int takenByAll;

  /** None of them taken. */
  public Places(int all, int each) {
    this.all = all;
    this.each = each;
  }

  /** Takes a place, which is to be left again; false if the account, or everyone, has all. */
  public synchronized boolean take(String account) {
    int ofAccount = taken.getOrDefault(account, 0);
    if (takenByAll >= all || ofAccount >= each) {
      return false;
    }
    takenByAll++;
    taken.put(account, ofAccount + 1);
    return true;
  }

  public synchronized void leave(String account) {
    takenByAll--;
    taken.computeIfPresent(account, (name, count) -> count > 1 ? count - 1 : null);
  }
}
