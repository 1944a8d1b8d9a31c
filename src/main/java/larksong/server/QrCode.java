package larksong.server;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/** Draws an address as a QR code. */
final class QrCode {

  private QrCode() {}

  /** One SVG element; black on white, whatever the page's colours. */
  static String svg(String address) {
    BitMatrix code;
    try {
      code = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0);
    } catch (WriterException e) {
      throw new IllegalArgumentException("Expected an address that a QR code can hold", e);
    }
    StringBuilder squares = new StringBuilder();
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        if (code.get(x, y)) {
          squares.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
        }
      }
    }
    return "<svg class=\"qr\" role=\"img\" aria-label=\"QR code of the address\" viewBox=\"0 0 "
        + code.getWidth()
        + ' '
        + code.getHeight()
        + "\"><path fill=\"#000\" d=\""
        + squares
        + "\"/></svg>";
  }
}
