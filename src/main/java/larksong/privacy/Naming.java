package larksong.privacy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import larksong.privacy.NameIndex.Form;
import larksong.privacy.NameSearch.Found;

/** Decides whom one text means by a word that several people share. */
final class Naming {

  /** How many of those named last count; more would be no help, and slow. */
  private static final int MOST = 16;

  private final Set<Integer> named = new HashSet<>();
  private final Map<List<Form>, OptionalInt> only = new HashMap<>();
  private final Deque<Integer> latest = new ArrayDeque<>();

  Naming(List<Found> all) {
    for (Found found : all) {
      OptionalInt person = one(found.forms());
      if (person.isPresent() && found.forms().get(0).extent() == Extent.FULL) {
        named.add(person.getAsInt());
      }
    }
  }

  /** Whoever was named last, or the only one whom the text names in full; empty if nobody is. */
  OptionalInt meant(Found found) {
    OptionalInt person = one(found.forms());
    if (person.isPresent()) {
      latest.remove(person.getAsInt());
      latest.addFirst(person.getAsInt());
      if (latest.size() > MOST) {
        latest.removeLast();
      }
      return person;
    }
    for (int candidate : latest) {
      if (has(found.forms(), candidate)) {
        return OptionalInt.of(candidate);
      }
    }
    return only.computeIfAbsent(found.forms(), this::onlyOne);
  }

  private OptionalInt onlyOne(List<Form> forms) {
    List<Integer> fitting = named.stream().filter(person -> has(forms, person)).toList();
    return fitting.size() == 1 ? OptionalInt.of(fitting.get(0)) : OptionalInt.empty();
  }

  private static boolean has(List<Form> forms, int person) {
    return forms.stream().anyMatch(form -> form.people().contains(person));
  }

  private static OptionalInt one(List<Form> forms) {
    int first = forms.get(0).first();
    boolean one =
        forms.stream().allMatch(form -> form.people().size() == 1 && form.first() == first);
    return one ? OptionalInt.of(first) : OptionalInt.empty();
  }
}
