package larksong.audio;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes pictures, whole ones alone, and makes JPEGs of them. */
public final class Pictures {

  static {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false); // a full temporary folder is no reason to be without a cover
  }

  private static final byte[] PNG = {(byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G'};
  private static final long MOST_PIXELS = 64_000_000;

  /** Cameras and programs make about ten; some more may look like one in what is beside it. */
  private static final int MOST_SCANS = 100;

  private Pictures() {}

  /** Whether a file is a JPEG or PNG that can be decoded to its end. */
  public static boolean isWhole(Path file) {
    try {
      return read(Files.readAllBytes(file), Integer.MAX_VALUE).getWidth() > 0;
    } catch (IOException | UnplayableException e) {
      return false;
    }
  }

  /**
   * Decodes a JPEG or PNG, to not much more than twice this many pixels a side.
   *
   * @throws UnplayableException if it is no such picture, a damaged one, or one of too many pixels
   */
  static BufferedImage read(byte[] sent, int side) throws UnplayableException, IOException {
    ImageReader reader = reader(sent);
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(sent))) {
      reader.setInput(in, true, true);
      long width = reader.getWidth(0);
      long height = reader.getHeight(0);
      if (width * height > MOST_PIXELS || width < 1 || height < 1) {
        throw new UnplayableException(
            "Expected a picture of at most "
                + MOST_PIXELS / 1_000_000
                + " million pixels but was "
                + width
                + " x "
                + height
                + ".");
      }
      int every = (int) Math.max(1, Math.max(width, height) / (2L * side));
      ImageReadParam reduced = reader.getDefaultReadParam();
      reduced.setSourceSubsampling(every, every, 0, 0);
      BufferedImage image = reader.read(0, reduced);
      if (warnings.stream().anyMatch(Pictures::isDamage)) {
        throw new UnplayableException("The picture is damaged: " + warnings.get(0));
      }
      return image;
    } catch (RuntimeException e) {
      throw new UnplayableException("The picture is damaged.", e);
    } catch (IIOException e) {
      throw new UnplayableException("The picture is damaged: " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }

  /** In a JPEG's coded bytes 0xff is followed by zero, so that this is a mark (ITU-T T.81, B.1). */
  private static boolean isScan(byte[] sent, int at) {
    return sent[at] == (byte) 0xff && sent[at + 1] == (byte) 0xda;
  }

  /** Each scan of a progressive JPEG goes over all of its pixels, however few bytes it has. */
  private static void checkScans(byte[] sent) throws UnplayableException {
    int scans = 0;
    for (int at = 0; at + 1 < sent.length; at++) {
      scans += isScan(sent, at) ? 1 : 0;
    }
    if (scans > MOST_SCANS) {
      throw new UnplayableException(
          "Expected a picture of at most " + MOST_SCANS + " scans but was of " + scans + ".");
    }
  }

  private static ImageReader reader(byte[] sent) throws UnplayableException {
    boolean jpeg = sent.length > 3 && sent[0] == (byte) 0xff && sent[1] == (byte) 0xd8;
    boolean png = sent.length > 8 && Arrays.equals(sent, 0, PNG.length, PNG, 0, PNG.length);
    if (!jpeg && !png) {
      throw new UnplayableException("Expected a JPEG or PNG picture.");
    }
    if (jpeg) {
      checkScans(sent);
    }
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(jpeg ? "jpeg" : "png");
    return readers.next();
  }

  /** Java's decoder fills what is missing of a JPEG with grey and merely warns of it. */
  private static boolean isDamage(String warning) {
    String words = warning.toLowerCase(Locale.ROOT);
    return words.contains("truncated") || words.contains("premature") || words.contains("huffman");
  }

  /** A JPEG of this size. */
  static byte[] jpeg(BufferedImage image, int width, int height) throws IOException {
    BufferedImage plain = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = plain.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    canvas.setPaint(Color.WHITE);
    canvas.fillRect(0, 0, width, height);
    canvas.drawImage(image, 0, 0, width, height, null);
    canvas.dispose();
    return jpeg(plain);
  }

  /** A picture without transparency as JPEG. */
  static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "jpeg", out)) {
      throw new IOException("This Java cannot write JPEG");
    }
    return out.toByteArray();
  }
}
