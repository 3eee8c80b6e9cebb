/* igraph's bounded searches over the graph that "kernel NETWORK --export DIR" wrote.
 * usage: igraph_cutoff DIR NODES LIMIT_TICKS
 * Prints one JSON line: pairs, checksum, and nanoseconds per pair of
 *   - igraph_distances_dijkstra_cutoff, which returns a dense row per source: all answers, compared by the checksum;
 *   - igraph_closeness_cutoff, which searches the same balls and keeps only their sum: the least igraph can take. It
 *     refuses lengths of zero, so those get a millionth of a tick for it and its answers are compared by count only. */
#include <igraph/igraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static FILE *open_in(const char *directory, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "r");
    if (!file) { perror(path); exit(2); }
    return file;
}

int main(int argc, char **argv) {
    if (argc != 4) { fprintf(stderr, "usage: igraph_cutoff DIR NODES LIMIT_TICKS\n"); return 2; }
    long nodes = atol(argv[2]), limit = atol(argv[3]);
    igraph_vector_int_t ends, sources;
    igraph_vector_t ticks, positive;
    igraph_vector_int_init(&ends, 0);
    igraph_vector_int_init(&sources, 0);
    igraph_vector_init(&ticks, 0);
    igraph_vector_init(&positive, 0);

    long id, a, b, there, back, source;
    FILE *file = open_in(argv[1], "edges.csv");
    while (fscanf(file, "%ld,%ld,%ld,%ld,%ld", &id, &a, &b, &there, &back) == 5) {
        for (int turn = 0; turn < 2; turn++) {
            long cost = turn ? back : there;
            if (cost < 0) continue;
            igraph_vector_int_push_back(&ends, turn ? b : a);
            igraph_vector_int_push_back(&ends, turn ? a : b);
            igraph_vector_push_back(&ticks, cost);
            igraph_vector_push_back(&positive, cost > 0 ? cost : 1e-6);
        }
    }
    fclose(file);
    file = open_in(argv[1], "sources.txt");
    while (fscanf(file, "%ld", &source) == 1) igraph_vector_int_push_back(&sources, source);
    fclose(file);

    igraph_t graph;
    igraph_create(&graph, &ends, nodes, IGRAPH_DIRECTED);
    igraph_matrix_t row;
    igraph_matrix_init(&row, 0, 0);
    igraph_integer_t count = igraph_vector_int_size(&sources);

    /* One search before the clock starts: igraph builds its incidence lists lazily. */
    igraph_distances_dijkstra_cutoff(&graph, &row, igraph_vss_1(VECTOR(sources)[0]), igraph_vss_all(), &ticks, IGRAPH_OUT, limit + 0.5);

    long long pairs = 0, checksum = 0;
    double seconds = 0;
    const igraph_integer_t block = 50;
    for (igraph_integer_t first = 0; first < count; first += block) {
        igraph_integer_t size = count - first < block ? count - first : block;
        igraph_vector_int_t part;
        igraph_vector_int_init_array(&part, VECTOR(sources) + first, size);
        double start = now();
        igraph_distances_dijkstra_cutoff(&graph, &row, igraph_vss_vector(&part), igraph_vss_all(), &ticks, IGRAPH_OUT, limit + 0.5);
        seconds += now() - start;
        for (igraph_integer_t s = 0; s < size; s++) {
            for (long v = 0; v < nodes; v++) {
                double at = MATRIX(row, s, v);
                if (at > limit) continue;
                pairs++;
                checksum += ((long long) at + 1) * (v % 1000 + 1) * (VECTOR(part)[s] % 1000 + 1);
            }
        }
        igraph_vector_int_destroy(&part);
    }

    igraph_vector_t closeness;
    igraph_vector_int_t reachable;
    igraph_vector_init(&closeness, 0);
    igraph_vector_int_init(&reachable, 0);
    double start = now();
    igraph_closeness_cutoff(&graph, &closeness, &reachable, NULL, igraph_vss_vector(&sources), IGRAPH_OUT, &positive, 0, limit + 0.5);
    double sum_seconds = now() - start;
    long long sum_pairs = 0;
    for (igraph_integer_t s = 0; s < count; s++) sum_pairs += VECTOR(reachable)[s] + 1; /* it leaves out the source itself */

    printf("{\"peer\": \"igraph %s\", \"sources\": %ld, \"pairs\": %lld, \"checksum\": %lld, \"distances_ns_per_pair\": %.1f, "
           "\"closeness_pairs\": %lld, \"closeness_ns_per_pair\": %.1f}\n",
           IGRAPH_VERSION, (long) count, pairs, checksum, 1e9 * seconds / pairs, sum_pairs, 1e9 * sum_seconds / sum_pairs);
    return 0;
}
