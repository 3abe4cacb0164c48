package org.graphrestore.spark.corpus;

import static org.graphrestore.spark.corpus.CorpusCase.corpusCase;
import static org.graphrestore.spark.corpus.CorpusCase.gzip;
import static org.graphrestore.spark.corpus.CorpusCase.join;
import static org.graphrestore.spark.corpus.CorpusCase.latin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** Paths, folders and compressed files. */
final class FileCases {
  private static final String EDGES = "a\tb\nb\tc\n";
  private static final String DAMAGED = "its compressed data is damaged or cut off (";
  private static final String AGAIN = "; fetch it again";

  private FileCases() {}

  static List<CorpusCase> paths() {
    return List.of(
        corpusCase("a file that is not there")
            .edges("nowhere.tsv")
            .fails("Found no file or folder ", "nowhere.tsv"),
        corpusCase("one of two files is not there")
            .text("e.tsv", EDGES)
            .edges("e.tsv", "nowhere.tsv")
            .fails("Found no file or folder ", "nowhere.tsv"),
        corpusCase("a glob without a match").edges("*.tsv").fails("No file matches ", "*.tsv"),
        corpusCase("a glob that matches empty folders")
            .make(in -> Files.createDirectories(in.resolve("part1")))
            .edges("part*")
            .fails("No file matches ", "part* (folders without files only)"),
        corpusCase("a glob of files")
            .text("1.tsv", "a\tb\n")
            .text("2.tsv", "b\tc\n")
            .text("3.txt", "x\ty\n")
            .edges("*.tsv")
            .ids("a", "b", "c"),
        corpusCase("an empty folder")
            .make(in -> Files.createDirectories(in.resolve("void")))
            .edges("void")
            .fails("Found no files in the folder ", "void"),
        corpusCase("a folder of hidden files only")
            .text("d/.e.tsv", EDGES)
            .text("d/_SUCCESS", "x")
            .edges("d")
            .fails("Found no files in the folder ", "/d"),
        corpusCase("folders in folders, and hidden files")
            .text("d/1/2/e.tsv", "a\tb\n")
            .text("d/e.tsv", "b\tc\n")
            .text("d/.hidden.tsv", "x\ty\n")
            .text("d/_logs/e.tsv", "x\ty\n")
            .edges("d")
            .ids("a", "b", "c"),
        corpusCase("a folder that is called like a file")
            .text("e.tsv/part", EDGES)
            .edges("e.tsv")
            .graph(3, 2),
        corpusCase("a name with blanks, signs and other scripts")
            .text("my \u00e9dges [1] {x}%20#?.tsv", EDGES)
            .edges("my \u00e9dges [1] {x}%20#?.tsv")
            .graph(3, 2),
        corpusCase("the same file twice")
            .text("e.tsv", EDGES)
            .edges("e.tsv", "e.tsv")
            .graph(3, 2)
            .count("duplicates", 2),
        corpusCase("a link")
            .text("e.tsv", EDGES)
            .make(in -> link(in, "l.tsv", "e.tsv"))
            .edges("l.tsv")
            .graph(3, 2),
        corpusCase("a link that leads nowhere")
            .make(in -> link(in, "l.tsv", "nowhere"))
            .edges("l.tsv")
            .fails("Found no file or folder ", "l.tsv"),
        corpusCase("a link in a folder that leads nowhere")
            .text("d/e.tsv", EDGES)
            .make(in -> link(in, "d/l.tsv", "nowhere"))
            .edges("d")
            .fails(
                "Cannot read ", "d/l.tsv: it is a link that leads nowhere; mend it or delete it"),
        corpusCase("a file that may not be read")
            .text("e.tsv", EDGES)
            .make(FileCases::forbid)
            .fails("Cannot read ", "e.tsv", "ermission denied"),
        corpusCase("an unknown scheme")
            .edges("wasted://bucket/e.tsv")
            .fails("Cannot read wasted://bucket/e.tsv: No FileSystem for scheme \"wasted\""),
        corpusCase("a path of no letters").edges("").fails("Cannot read", "empty string"),
        corpusCase("a file without bytes")
            .text("e.tsv", "")
            .fails("Found no edges in ", "e.tsv: the file is empty"),
        corpusCase("a folder of files without bytes")
            .text("d/1.tsv", "")
            .text("d/2.tsv", "")
            .edges("d")
            .fails("Found no edges in ", "all 2 files are empty"),
        corpusCase("a file without bytes beside one with")
            .text("d/1.tsv", "")
            .text("d/2.tsv", EDGES)
            .edges("d")
            .graph(3, 2),
        corpusCase("a header alone")
            .text("e.csv", "src,dst\n")
            .fails("Found no edges in file:", "e.csv: no row holds one"),
        corpusCase("comments alone")
            .text("e.txt", "# a\n# b\n")
            .fails("e.txt: Found comments only, and no edge"),
        corpusCase("blank lines alone").text("e.txt", "\n \n\n").fails("e.txt", "no edge"));
  }

  static List<CorpusCase> compression() {
    byte[] whole = gzip(lines());
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x55;
    byte[] wrongSum = gzip(EDGES);
    wrongSum[wrongSum.length - 6] ^= 1;
    return List.of(
        corpusCase("gzip of several members")
            .bytes("e.tsv.gz", gzip("a\tb\n", "b\tc\nc", "\td\n"))
            .ids("a", "b", "c", "d"),
        corpusCase("gzip with an empty member")
            .bytes("e.tsv.gz", gzip("a\tb\n", "", "b\tc\n"))
            .graph(3, 2),
        corpusCase("gzip that is cut off")
            .bytes("e.tsv.gz", Arrays.copyOf(whole, whole.length / 2))
            .fails("Bad row in file:", "e.tsv.gz, line ", DAMAGED, AGAIN),
        corpusCase("gzip that is cut off in its header")
            .bytes("e.tsv.gz", Arrays.copyOf(whole, 6))
            .fails("e.tsv.gz", DAMAGED, AGAIN),
        corpusCase("gzip with a wrong byte").bytes("e.tsv.gz", flipped).fails("e.tsv.gz", "line "),
        corpusCase("gzip with a wrong checksum")
            .bytes("e.tsv.gz", wrongSum)
            .fails("e.tsv.gz", DAMAGED, AGAIN),
        corpusCase("gzip with something behind it")
            .bytes("e.tsv.gz", join(gzip(EDGES), latin("and so on and on")))
            .fails("e.tsv.gz, line 3: ", DAMAGED, AGAIN),
        corpusCase("gzip under another name")
            .bytes("e.tsv", gzip(EDGES))
            .fails("e.tsv: it is gzip, but its name does not end in .gz; rename it"),
        corpusCase("text that is called gzip")
            .text("e.tsv.gz", EDGES)
            .fails("e.tsv.gz: ", DAMAGED, AGAIN),
        corpusCase("nothing that is called gzip")
            .text("e.tsv.gz", "")
            .fails("Found no edges in ", "e.tsv.gz: the file is empty"),
        corpusCase("gzip of nothing")
            .bytes("e.tsv.gz", gzip(""))
            .fails("Found no edges in file:", "e.tsv.gz: the file is empty"),
        corpusCase("text that is called bzip2")
            .text("e.tsv.bz2", EDGES)
            .fails("e.tsv.bz2: the file is empty once unpacked; is it what its name"),
        corpusCase("text that is called Zstandard")
            .text("e.tsv.zst", EDGES)
            .fails("Cannot read", "e.tsv.zst"),
        corpusCase("text that is called snappy")
            .text("e.tsv.snappy", EDGES)
            .fails("Cannot read", "e.tsv.snappy: ", DAMAGED, "claims", AGAIN),
        corpusCase("text that is called LZ4")
            .text("e.tsv.lz4", EDGES)
            .fails("Cannot read", "e.tsv.lz4: ", DAMAGED, "claims", AGAIN),
        corpusCase("a zip archive")
            .bytes("e.csv", join(latin("PK\u0003\u0004\u0014"), new byte[40]))
            .fails("e.csv, line 1: it has a NUL character"));
  }

  /** Enough lines that are not alike, so that half of the compressed file holds some. */
  private static String lines() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(Long.toHexString(random.nextLong())).append("\tb\n");
    }

    return text.toString();
  }

  private static void link(Path in, String name, String target) throws java.io.IOException {
    Path link = in.resolve(name);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of(target));
  }

  private static void forbid(Path in) throws java.io.IOException {
    Path file = in.resolve("e.tsv");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");
  }
}
