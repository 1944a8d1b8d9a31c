package larksong.privacy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import larksong.privacy.NameIndex.Form;
import larksong.privacy.NameSearch.Found;

/**
 * The people whose names must not leave, and the places of a text that name them.
 *
 * <p>A newcomer gets this wrong: a word that several people share, such as {@code Anna} where there
 * are two, is the one that the same text last named in full; if it named none, the only one that it
 * names in full later; otherwise it is a person of its own, called by that word alone, so that
 * nothing is said of either that may be the other's.
 */
public final class People {

  private final List<Person> people = new ArrayList<>();
  private final NameIndex index = new NameIndex();

  /** Who is meant by words that several people share, by the folded words. */
  private final Map<String, Person> shared = new HashMap<>();

  private People(List<PersonRegister.Entry> entries, NameDictionary vocabulary) {
    for (PersonRegister.Entry entry : entries) {
      int number = people.size();
      WrittenName name = entry.best();
      people.add(new Person(number, name.whole(), written(name)));
      NameForms forms = new NameForms(index, vocabulary, number, name);
      entry.written().forEach(forms::add);
    }
    share();
  }

  private void share() {
    Map<String, Set<Integer>> owners = new LinkedHashMap<>();
    for (Person person : people) {
      for (Extent extent : Extent.values()) {
        if (person.forms().containsKey(extent)) {
          owners
              .computeIfAbsent(Fold.of(person.form(extent)), form -> new LinkedHashSet<>())
              .add(person.number());
        }
      }
    }
    owners.forEach(
        (words, numbers) -> {
          Person first = people.get(numbers.iterator().next());
          for (Extent extent : Extent.values()) {
            if (numbers.size() > 1 && Fold.of(first.form(extent)).equals(words)) {
              int number = people.size() + shared.size();
              shared.putIfAbsent(words, new Person(number, first.form(extent), Map.of()));
            }
          }
        });
  }

  /**
   * Everyone who is named anywhere.
   *
   * @param listed the owner's private names, each with what else the person is called in brackets:
   *     {@code Robert Smith (Bob, Bobby)}
   * @param present who takes part or invites, as calendars write it; rooms, lists and companies are
   *     nobody
   * @param titles texts in which further people are looked for
   */
  public static People of(List<String> listed, List<String> present, List<String> titles) {
    NameDictionary vocabulary = new NameDictionary();
    NameReader reader = new NameReader(vocabulary);
    List<WrittenName> names = new ArrayList<>();
    listed.forEach(entry -> names.addAll(reader.listed(entry)));
    present.forEach(entry -> names.addAll(reader.present(entry)));
    PersonRegister register = new PersonRegister();
    register.add(names);
    TitleNames found = new TitleNames(vocabulary, register);
    register.add(titles.stream().flatMap(title -> found.in(title).stream()).distinct().toList());
    return new People(register.entries(), vocabulary);
  }

  private static Map<Extent, String> written(WrittenName name) {
    Map<Extent, String> written = new EnumMap<>(Extent.class);
    written.put(Extent.FULL, name.whole());
    if (!name.given().isEmpty()) {
      written.put(Extent.GIVEN, name.given());
    }
    if (!name.family().isEmpty()) {
      written.put(Extent.FAMILY, name.familyName());
    }
    if (!name.diminutives().isEmpty()) {
      written.put(Extent.DIMINUTIVE, name.diminutives().get(0));
    }
    if (name.isFull() && !WrittenName.isDense(name.given())) {
      String given = WrittenName.initial(name.given());
      String family = WrittenName.initial(name.family().get(0));
      written.put(Extent.INITIALS, given + " " + family);
      written.put(Extent.INITIAL_AND_FAMILY, given + " " + name.familyName());
      written.put(Extent.GIVEN_AND_INITIAL, name.given() + " " + family);
    }
    return written;
  }

  /** How many people there are; whoever is called by a shared word alone is not counted. */
  public int size() {
    return people.size();
  }

  /** The people, by their numbers. */
  public List<Person> all() {
    return List.copyOf(people);
  }

  /** Where a text names them, in order; the places do not overlap. */
  public List<NamedPerson> in(String text) {
    if (people.isEmpty() || text.isEmpty()) {
      return List.of();
    }
    List<Found> all = new NameSearch(index, text).all();
    Naming naming = new Naming(all);
    List<NamedPerson> mentions = new ArrayList<>();
    for (Found found : all) {
      OptionalInt meant = naming.meant(found);
      Extent extent = extent(found.forms(), meant);
      Person person = meant.isPresent() ? people.get(meant.getAsInt()) : several(found.forms());
      String title =
          text.substring(found.start(), found.nameStart())
              + text.substring(found.nameEnd(), Math.max(found.nameEnd(), found.end()));
      mentions.add(new NamedPerson(found.start(), found.end(), person, extent, title.strip()));
    }
    return List.copyOf(mentions);
  }

  private static Extent extent(List<Form> forms, OptionalInt meant) {
    return forms.stream()
        .filter(form -> meant.isPresent() && form.people().contains(meant.getAsInt()))
        .findFirst()
        .orElse(forms.get(0))
        .extent();
  }

  /** Whoever of those that share the words; the first where only a part of a word is shared. */
  private Person several(List<Form> forms) {
    Person first = people.get(forms.get(0).first());
    return shared.getOrDefault(Fold.of(first.form(forms.get(0).extent())), first);
  }
}
