import java.io.DataInputStream;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.store.MMapDirectory;

/**
 * Answers the questions of the bench with Lucene 8: `java Matching DIRECTORY`. On the line "read" it reads the questions
 * and answers them until it is warm, on the line "answer" once more, each with the word "done" at the end. The index is sorted by postcode
 * area; filters are doc values in two numbers, looked at within the areas in reach only; competencies are terms with
 * impacts, so that block-max WAND is on. Prints for each question its microseconds and the scores found.
 */
public final class Matching {
  private static final String TERMS = "terms";
  private static final int BEST = 20;
  /** Questions answered before any counts, so that the virtual machine has compiled what they need. */
  private static final int WARM = 800;
  private static final int MOST_BESIDE = 300_000;
  private static final int EARLIEST = -2_000_000_000;
  private static final int UNKNOWN_DAY = 0xffff;

  /** The score of a term is what its query is boosted with: points. */
  private static final class Points extends Similarity {
    @Override public long computeNorm(FieldInvertState state) { return 1; }
    @Override public SimScorer scorer(float boost, CollectionStatistics all, TermStatistics... terms) {
      return new SimScorer() {
        @Override public float score(float frequency, long norm) { return boost; }
      };
    }
  }

  private static final class Question {
    int reach, hoursMin, hoursMax, start, latest, contracts, education, licences, flags, sector, dutch, needed;
    int[] distances, similarities;
    int[][] requirements;
    int[] firsts, ends;
  }

  private static int day(int day) { return day == EARLIEST ? UNKNOWN_DAY : day; }

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    int[] starts = index(directory);
    try (DirectoryReader reader = DirectoryReader.open(new MMapDirectory(directory.resolve("index")))) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setSimilarity(new Points());
      searcher.setQueryCache(null);
      BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
      List<Question> questions = List.of();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("read")) {
          questions = questions(directory, starts);
          for (int done = 0; done < WARM; done += questions.size()) answer(searcher, questions);
        } else System.out.print(answer(searcher, questions));
        System.out.println("done");
        System.out.flush();
      }
    }
  }

  private static StringBuilder answer(IndexSearcher searcher, List<Question> questions) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int number = 0; number < questions.size(); number++) {
      long began = System.nanoTime();
      TopScoreDocCollector collector = TopScoreDocCollector.create(BEST, BEST);
      searcher.search(query(questions.get(number)), collector);
      ScoreDoc[] found = collector.topDocs().scoreDocs;
      double micros = (System.nanoTime() - began) / 1000.0;
      out.append(number).append(' ').append(micros);
      for (ScoreDoc one : found) out.append(' ').append((long) one.score);
      out.append('\n');
    }
    return out;
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20));
  }

  /** Makes the index; gives the first document of every area. */
  private static int[] index(Path directory) throws IOException {
    Path path = directory.resolve("index");
    try (DataInputStream in = open(directory.resolve("people.bin"))) {
      int count = in.readInt();
      int[] starts = new int[in.readInt() + 1];
      IndexWriterConfig config = new IndexWriterConfig(new KeywordAnalyzer());
      config.setSimilarity(new Points());
      config.setRAMBufferSizeMB(512);
      config.setIndexSort(new Sort(new SortField("area", SortField.Type.LONG)));
      FieldType type = new FieldType();
      type.setIndexOptions(IndexOptions.DOCS);
      type.setOmitNorms(true);
      type.setTokenized(false);
      type.freeze();
      IndexWriter writer = new IndexWriter(new MMapDirectory(path), config);
      for (int person = 0; person < count; person++) {
        int area = in.readInt();
        long[] row = new long[14];
        for (int at = 0; at < row.length; at++) row[at] = in.readInt();
        starts[area + 1]++;
        int terms = in.readInt();
        Document document = new Document();
        for (int at = 0; at < terms; at++) document.add(new Field(TERMS, String.valueOf(in.readInt()), type));
        document.add(new NumericDocValuesField("area", area));
        document.add(new NumericDocValuesField("a", area | row[0] << 16 | row[4] << 32 | row[5] << 40 | row[1] << 48 | row[2] << 56));
        document.add(new NumericDocValuesField("b",
            row[6] | row[7] << 16 | row[9] << 20 | (long) day((int) row[3]) << 24 | row[8] << 40));
        document.add(new NumericDocValuesField("o", (row[10] & 0xffff) | (row[11] & 0xffff) << 16 | (row[12] & 0xffff) << 32));
        writer.addDocument(document);
      }
      for (int area = 0; area + 1 < starts.length; area++) starts[area + 1] += starts[area];
      writer.forceMerge(1);
      writer.close();
      return starts;
    }
  }

  private static List<Question> questions(Path directory, int[] starts) throws IOException {
    List<Question> questions = new ArrayList<>();
    try (DataInputStream in = open(directory.resolve("questions.bin"))) {
      for (int left = in.readInt(); left > 0; left--) {
        Question question = new Question();
        question.reach = in.readInt();
        question.hoursMin = in.readInt();
        question.hoursMax = in.readInt();
        question.start = in.readInt();
        question.latest = in.readInt();
        question.contracts = in.readInt();
        question.education = in.readInt();
        question.licences = in.readInt();
        question.flags = in.readInt();
        question.sector = in.readInt();
        question.dutch = in.readInt();
        question.needed = in.readInt();
        question.distances = ints(in);
        question.similarities = ints(in);
        question.requirements = new int[in.readInt()][];
        for (int at = 0; at < question.requirements.length; at++) question.requirements[at] = ints(in);
        reach(question, starts);
        questions.add(question);
      }
    }
    return questions;
  }

  private static int[] ints(DataInputStream in) throws IOException {
    int[] list = new int[in.readInt()];
    for (int at = 0; at < list.length; at++) list[at] = in.readInt();
    return list;
  }

  /** Stretches of documents of areas in reach. */
  private static void reach(Question question, int[] starts) {
    int[] firsts = new int[starts.length], ends = new int[starts.length];
    int count = 0;
    for (int area = 0; area < question.distances.length; area++) {
      if (question.distances[area] > question.reach) continue;
      if (count > 0 && ends[count - 1] == starts[area]) ends[count - 1] = starts[area + 1];
      else {
        firsts[count] = starts[area];
        ends[count++] = starts[area + 1];
      }
    }
    question.firsts = java.util.Arrays.copyOf(firsts, count);
    question.ends = java.util.Arrays.copyOf(ends, count);
  }

  private static Query query(Question question) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(new Suits(question), Occur.FILTER);
    BooleanQuery.Builder musts = new BooleanQuery.Builder().setMinimumNumberShouldMatch(question.needed);
    for (int[] requirement : question.requirements) {
      List<Query> points = new ArrayList<>();
      BooleanQuery.Builder any = new BooleanQuery.Builder();
      for (int at = 1; at < requirement.length; at += 2) {
        Query term = new TermQuery(new Term(TERMS, String.valueOf(requirement[at])));
        points.add(new BoostQuery(term, requirement[at + 1]));
        any.add(term, Occur.SHOULD);
      }
      all.add(new DisjunctionMaxQuery(points, 0), Occur.SHOULD);
      if (requirement[0] == 1) musts.add(any.build(), Occur.SHOULD);
    }
    if (question.needed > 0) all.add(musts.build(), Occur.FILTER);
    all.add(new Beside(question), Occur.SHOULD);
    return all.build();
  }

  /** A question's own query: equal to itself only. */
  private abstract static class Own extends Query {
    final Question question;
    Own(Question question) { this.question = question; }
    @Override public String toString(String field) { return getClass().getSimpleName(); }
    @Override public boolean equals(Object other) { return this == other; }
    @Override public int hashCode() { return System.identityHashCode(this); }
  }

  /** Filters, on the stretches in reach. */
  private static final class Suits extends Own {
    Suits(Question question) { super(question); }
    @Override public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
      return new ConstantScoreWeight(this, boost) {
        @Override public boolean isCacheable(LeafReaderContext context) { return false; }
        @Override public Scorer scorer(LeafReaderContext context) throws IOException {
          NumericDocValues first = context.reader().getNumericDocValues("a");
          NumericDocValues second = context.reader().getNumericDocValues("b");
          DocIdSetIterator stretches = stretches(question);
          TwoPhaseIterator checked = new TwoPhaseIterator(stretches) {
            @Override public boolean matches() throws IOException {
              first.advanceExact(stretches.docID());
              long a = first.longValue();
              if (question.distances[(int) a & 0xffff] > (a >>> 16 & 0xffff)
                  || (a >>> 32 & question.contracts) == 0 || (a >>> 40 & 0xff) < question.education
                  || (a >>> 48 & 0xff) > question.hoursMax || (a >>> 56) < question.hoursMin) return false;
              second.advanceExact(stretches.docID());
              long b = second.longValue();
              long day = b >>> 24 & 0xffff;
              return (b & question.licences) == question.licences && (b >>> 16 & question.flags) == 0
                  && (b >>> 20 & 0xf) >= question.dutch && (b >>> 40 & question.sector) == 0
                  && (day == UNKNOWN_DAY || day <= question.latest);
            }
            @Override public float matchCost() { return 10; }
          };
          return new ConstantScoreScorer(this, score(), mode, checked);
        }
      };
    }
  }

  private static DocIdSetIterator stretches(Question question) {
    long cost = 0;
    for (int at = 0; at < question.firsts.length; at++) cost += question.ends[at] - question.firsts[at];
    long total = cost;
    return new DocIdSetIterator() {
      private int document = -1;
      private int stretch = 0;
      @Override public int docID() { return document; }
      @Override public int nextDoc() { return advance(document + 1); }
      @Override public long cost() { return total; }
      @Override public int advance(int target) {
        while (stretch < question.ends.length && question.ends[stretch] <= target) stretch++;
        document = stretch == question.ends.length ? NO_MORE_DOCS : Math.max(target, question.firsts[stretch]);
        return document;
      }
    };
  }

  /** Points for distance, availability and occupation, with their most, so that WAND can pass over blocks. */
  private static final class Beside extends Own {
    Beside(Question question) { super(question); }
    @Override public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
      return new Weight(this) {
        @Override public void extractTerms(Set<Term> terms) { }
        @Override public boolean isCacheable(LeafReaderContext context) { return false; }
        @Override public Explanation explain(LeafReaderContext context, int document) { return Explanation.noMatch(""); }
        @Override public Scorer scorer(LeafReaderContext context) throws IOException {
          NumericDocValues first = context.reader().getNumericDocValues("a");
          NumericDocValues second = context.reader().getNumericDocValues("b");
          NumericDocValues third = context.reader().getNumericDocValues("o");
          DocIdSetIterator stretches = stretches(question);
          return new Scorer(this) {
            @Override public DocIdSetIterator iterator() { return stretches; }
            @Override public int docID() { return stretches.docID(); }
            @Override public float getMaxScore(int upTo) { return MOST_BESIDE; }
            @Override public float score() throws IOException {
              first.advanceExact(docID());
              second.advanceExact(docID());
              third.advanceExact(docID());
              long a = first.longValue();
              long limit = Math.min(a >>> 16 & 0xffff, question.reach);
              long distance = question.distances[(int) a & 0xffff];
              long near = distance > limit ? 0 : 100_000 * (limit - distance) / limit;
              return near + available(second.longValue() >>> 24 & 0xffff) + occupation(third.longValue());
            }
          };
        }
      };
    }
    private long available(long day) {
      if (day == UNKNOWN_DAY || question.start == EARLIEST) return 0;
      long late = Math.max(0, day - question.start);
      return 50_000 * Math.max(0, 30 - late) / 30;
    }
    private long occupation(long all) {
      long best = 0;
      for (int at = 0; at < 48; at += 16) {
        int own = (int) (all >>> at & 0xffff);
        if (own < question.similarities.length) best = Math.max(best, question.similarities[own]);
      }
      return 150 * best;
    }
  }
}
