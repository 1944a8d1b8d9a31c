package larksong.privacy;

import java.util.List;

/**
 * Finds people in the titles of appointments, notes and tasks.
 *
 * <p>A known first name is a person anywhere; a word that nobody knows is one only where the title
 * says so ({@code 1:1 with …}, {@code Geburtstag von …}); a company, a team, a place or a common
 * word is none.
 */
final class TitleNames {

  private static final int LONGEST = 1_000;

  private final NameDictionary vocabulary;
  private final PersonRegister known;

  /**
   * For the titles of one edition.
   *
   * @param known who is known already
   */
  TitleNames(NameDictionary vocabulary, PersonRegister known) {
    this.vocabulary = vocabulary;
    this.known = known;
  }

  List<WrittenName> in(String title) {
    String line = title.length() > LONGEST ? title.substring(0, LONGEST) : title;
    return new TitleLine(TitleCues.spelledOut(line), vocabulary, known).names();
  }
}
