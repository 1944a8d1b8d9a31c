package larksong.model;

/**
 * How loud a recording is, measured on what a player decodes.
 *
 * @param lufs integrated loudness of the mono signal played on two speakers (dual mono), in LUFS,
 *     by ITU-R BS.1770-4
 * @param truePeakDbtp the highest peak between samples, in dBTP
 */
public record Loudness(double lufs, double truePeakDbtp) {}
