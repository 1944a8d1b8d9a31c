package larksong.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * One question to a language model.
 *
 * @param model the owner's name for it
 * @param purpose what was asked for, such as {@code write} or {@code plan}
 * @param price in the money of the model's prices; zero where it has none
 */
public record ModelCall(
    Edition edition,
    String model,
    String purpose,
    Instant at,
    long tokensIn,
    long tokensOut,
    BigDecimal price,
    Duration took) {}
