package larksong.privacy;

import java.util.List;

/** stub */
final class TitleNames {
  TitleNames(Vocabulary vocabulary, Register register) {}

  List<WrittenName> in(String title) {
    return List.of();
  }
}
