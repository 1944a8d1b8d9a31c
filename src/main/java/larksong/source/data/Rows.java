package larksong.source.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import larksong.json.Json;
import larksong.source.SourceException;

/** Reads CSV with a heading line, comma, semicolon or tab between, or a JSON array of objects. */
public final class Rows {

  private static final int MOST = 100_000;

  private final String shown;

  /** The word begins every message. */
  Rows(String shown) {
    this.shown = shown;
  }

  /** At least one row; each has the columns of the first. */
  List<Map<String, String>> read(byte[] bytes) throws SourceException {
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    if (text.startsWith("<")) {
      throw new SourceException(
          shown + "expected CSV or JSON but was a web page. Look for the table's download.");
    }
    try {
      List<Map<String, String>> rows = text.startsWith("[") ? json(text) : csv(text);
      if (rows.isEmpty()) {
        throw new SourceException(
            shown + "it has no row. Look whether the table is still written.");
      }
      return rows;
    } catch (IOException e) {
      throw new SourceException(
          shown + "expected CSV with a heading line, or a JSON array of objects. Check the file.",
          e);
    }
  }

  private static List<Map<String, String>> csv(String text) throws IOException {
    String heading = text.lines().findFirst().orElse("");
    char between = heading.contains("\t") ? '\t' : heading.contains(";") ? ';' : ',';
    CsvSchema schema = CsvSchema.emptySchema().withHeader().withColumnSeparator(between);
    try (MappingIterator<Map<String, String>> rows =
        CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.IGNORE_TRAILING_UNMAPPABLE)
            .build()
            .readerForMapOf(String.class)
            .with(schema)
            .readValues(text)) {
      List<Map<String, String>> read = new ArrayList<>();
      while (rows.hasNextValue() && read.size() < MOST) {
        read.add(rows.nextValue());
      }
      return read;
    }
  }

  private static List<Map<String, String>> json(String text) throws JsonProcessingException {
    List<Map<String, String>> read = new ArrayList<>();
    for (JsonNode row : Json.tree(text)) {
      Map<String, String> cells = new LinkedHashMap<>();
      row.properties().forEach(cell -> cells.put(cell.getKey(), cell.getValue().asText("")));
      if (!cells.isEmpty() && read.size() < MOST) {
        read.add(cells);
      }
    }
    return read;
  }
}
