package larksong.audio;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import larksong.files.WholeFile;
import larksong.model.Show;

/** Draws a show's cover: a morning sky in the show's own colour, and its title. */
final class Cover {

  /** Apple asks for 1400 to 3000 pixels square. */
  private static final int SIZE = 1400;

  private static final int MARGIN = 120;

  private Cover() {}

  /**
   * The cover as JPEG, the same for the same title.
   *
   * @param folder where a file may lie meanwhile
   */
  static byte[] draw(Show show, Path folder) throws IOException {
    System.setProperty("java.awt.headless", "true");
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    sky(canvas, Show.hue(show.name()));
    title(canvas, show.title(), folder);
    canvas.dispose();
    return Pictures.jpeg(image);
  }

  private static void sky(Graphics2D canvas, float hue) {
    Color high = Color.getHSBColor(hue, 0.72f, 0.36f);
    Color low = Color.getHSBColor(hue + 0.08f, 0.45f, 0.93f);
    canvas.setPaint(new GradientPaint(0, 0, high, 0, SIZE, low));
    canvas.fillRect(0, 0, SIZE, SIZE);
    canvas.setPaint(new Color(255, 244, 214, 235));
    canvas.fill(new Ellipse2D.Double(840, 850, 360, 360));
    canvas.setPaint(new Color(255, 255, 255, 110));
    canvas.setStroke(new BasicStroke(14, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int ring = 0; ring < 3; ring++) {
      double radius = 250 + ring * 90;
      canvas.draw(new Ellipse2D.Double(1020 - radius, 1030 - radius, 2 * radius, 2 * radius));
    }
    canvas.setPaint(Color.getHSBColor(hue, 0.80f, 0.22f));
    Path2D hill = new Path2D.Double();
    hill.moveTo(0, SIZE);
    hill.lineTo(0, 1180);
    hill.curveTo(400, 1040, 800, 1260, SIZE, 1120);
    hill.lineTo(SIZE, SIZE);
    hill.closePath();
    canvas.fill(hill);
  }

  /** Java reads a font from a file; of a stream it would make one in the temporary folder. */
  private static void title(Graphics2D canvas, String title, Path folder) throws IOException {
    Path font = WholeFile.part(folder.resolve("font.ttf"));
    try (InputStream in =
        Objects.requireNonNull(Cover.class.getResourceAsStream("DejaVuSans-Bold.ttf"))) {
      WholeFile.fill(font, in);
      title(canvas, title, font.toFile());
    } finally {
      Files.deleteIfExists(font);
    }
  }

  /** A Java without font support still gets a cover, without words. */
  private static void title(Graphics2D canvas, String title, File file) throws IOException {
    try {
      Font font = Font.createFont(Font.TRUETYPE_FONT, file);
      float size = 170;
      canvas.setFont(font.deriveFont(size));
      List<String> lines = lines(canvas, title);
      for (; lines.size() > 4 && size > 60; size -= 20) {
        canvas.setFont(font.deriveFont(size - 20));
        lines = lines(canvas, title);
      }
      canvas.setPaint(Color.WHITE);
      int y = MARGIN;
      for (String line : lines.subList(0, Math.min(lines.size(), 5))) {
        y += canvas.getFontMetrics().getHeight();
        canvas.drawString(line, MARGIN, y);
      }
    } catch (FontFormatException | LinkageError | InternalError e) {
      return;
    }
  }

  private static List<String> lines(Graphics2D canvas, String title) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : title.trim().split("\\s+", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && canvas.getFontMetrics().stringWidth(longer) > SIZE - 2 * MARGIN) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }
}
