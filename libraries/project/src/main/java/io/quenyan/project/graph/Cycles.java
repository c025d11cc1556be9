package io.quenyan.project.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds what depends on itself, by Tarjan's algorithm without recursion: a chain may be as long as memory lasts.
final class Cycles {

    private static final int NONE = -1;

    private final List<GraphNode> nodes;
    private final int[][] targets;
    private final int[] index;
    private final int[] low;
    private final int[] next;
    private final int[] component;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final List<List<String>> found = new ArrayList<>();
    private int count;
    private int components;

    private Cycles(ProjectGraph graph) {
        nodes = graph.nodes();
        targets = targets(graph);
        index = new int[nodes.size()];
        low = new int[nodes.size()];
        next = new int[nodes.size()];
        component = new int[nodes.size()];
        Arrays.fill(index, NONE);
        Arrays.fill(component, NONE);
    }

    static List<List<String>> in(ProjectGraph graph) {
        Cycles cycles = new Cycles(graph);
        for (int node = 0; node < cycles.nodes.size(); node++) {
            if (cycles.index[node] == NONE) {
                cycles.visit(node);
            }
        }
        cycles.found.sort((one, other) -> GraphOrder.BY_BYTES.compare(one.getFirst(), other.getFirst()));
        return List.copyOf(cycles.found);
    }

    private static int[][] targets(ProjectGraph graph) {
        Map<String, Integer> numbers = new HashMap<>();
        graph.nodes().forEach(node -> numbers.put(node.id(), numbers.size()));
        List<List<Integer>> lists = new ArrayList<>();
        graph.nodes().forEach(_ -> lists.add(new ArrayList<>()));
        for (GraphEdge edge : graph.edges()) {
            Integer from = numbers.get(edge.from());
            Integer to = numbers.get(edge.to());
            if (edge.type() == EdgeType.DEPENDS_ON && from != null && to != null) {
                lists.get(from).add(to);
            }
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private void visit(int root) {
        Deque<Integer> path = new ArrayDeque<>();
        enter(root, path);
        while (!path.isEmpty()) {
            int node = path.getLast();
            if (next[node] < targets[node].length) {
                int target = targets[node][next[node]++];
                if (index[target] == NONE) {
                    enter(target, path);
                } else if (component[target] == NONE) {
                    low[node] = Math.min(low[node], index[target]);
                }
            } else {
                path.removeLast();
                if (!path.isEmpty()) {
                    low[path.getLast()] = Math.min(low[path.getLast()], low[node]);
                }
                leave(node);
            }
        }
    }

    private void enter(int node, Deque<Integer> path) {
        index[node] = count;
        low[node] = count++;
        open.addLast(node);
        path.addLast(node);
    }

    private void leave(int node) {
        if (low[node] != index[node]) {
            return;
        }
        int size = 0;
        int smallest = node;
        int member;
        do {
            member = open.removeLast();
            component[member] = components;
            smallest = Math.min(smallest, member);
            size++;
        } while (member != node);
        components++;
        if (size > 1 || Arrays.stream(targets[node]).anyMatch(target -> target == node)) {
            found.add(wayRound(smallest));
        }
    }

    /// The shortest way from `start` back to it. Nodes are numbered in the order of their ids.
    private List<String> wayRound(int start) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            int node = queue.removeFirst();
            for (int target : targets[node]) {
                if (target == start) {
                    return path(start, node, cameFrom);
                }
                if (component[target] == component[start] && cameFrom.putIfAbsent(target, node) == null) {
                    queue.addLast(target);
                }
            }
        }
        throw new IllegalStateException("A component must lead back to its beginning");
    }

    private List<String> path(int start, int last, Map<Integer, Integer> cameFrom) {
        List<String> path = new ArrayList<>();
        for (Integer node = last; node != null && node != start; node = cameFrom.get(node)) {
            path.add(nodes.get(node).id());
        }
        path.add(nodes.get(start).id());
        Collections.reverse(path);
        return List.copyOf(path);
    }
}
