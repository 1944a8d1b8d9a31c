package larksong.speech;

class ToneSynthesizerTest extends SynthesizerContract {

  @Override
  protected Synthesizer engine() {
    return new ToneSynthesizer();
  }

  @Override
  protected String voice() {
    return "a";
  }
}
