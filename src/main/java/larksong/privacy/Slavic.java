package larksong.privacy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Knows a Slavic name in Latin letters by its endings and letters. */
final class Slavic {

  private static final List<String> ENDINGS =
      List.of(
          ("ski ska sky skaya skyi cki cka dzki dzka wicz czyk czak ov ova ev eva yev ić vic vić"
                  + " enko chuk ný ná cký ák ík ček nik iak wiak ysz ysław sław slav mir ija")
              .split(" ", -1));
  private static final String LETTERS = "ąęłńśźżćčěřšžťďňůđĽľ";

  private Slavic() {}

  static boolean isLike(WrittenName name) {
    return Stream.concat(Stream.of(name.given()), name.family().stream()).anyMatch(Slavic::isLike);
  }

  private static boolean isLike(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    String key = Fold.of(word);
    return lower.chars().anyMatch(letter -> LETTERS.indexOf(letter) >= 0)
        || ENDINGS.stream()
            .anyMatch(
                end ->
                    (lower.length() > end.length() + 1 && lower.endsWith(end))
                        || (end.equals("ova") && key.length() > 4 && key.endsWith(end)));
  }
}
