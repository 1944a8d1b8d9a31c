package larksong.studio;

class ChronicleInMemoryTest extends ChronicleContract {

  private final Chronicle chronicle = new ChronicleInMemory();

  @Override
  protected Chronicle chronicle() {
    return chronicle;
  }

  @Override
  protected Chronicle another() {
    return chronicle;
  }
}
