using BackOfficeFlow.Work.Tasks;

namespace BackOfficeFlow.Work.Tests.Tasks;

public class TaskMovesTests
{
    [Fact]
    public void Nothing_can_be_done_to_a_task_that_has_ended()
    {
        var ended = new[] { TaskState.Completed, TaskState.Cancelled };

        var moves = from state in ended from move in Enum.GetValues<TaskMove>() where TaskMoves.After(state, move) is not null select (state, move);

        moves.ShouldBeEmpty();
    }

    [Fact]
    public void Every_open_task_can_be_withdrawn()
    {
        var open = Enum.GetValues<TaskState>().Where(TaskMoves.IsOpen);

        open.ShouldAllBe(state => TaskMoves.After(state, TaskMove.Cancel) == TaskState.Cancelled);
    }

    [Fact]
    public void Only_a_task_that_somebody_has_can_be_finished()
    {
        var finishable = Enum.GetValues<TaskState>().Where(state => TaskMoves.After(state, TaskMove.Complete) is not null);

        finishable.ShouldBe([TaskState.Claimed, TaskState.Working]);
    }

    [Fact]
    public void Every_state_can_be_reached_from_the_first()
    {
        var reached = new HashSet<TaskState> { TaskState.Created };
        for (var before = 0; before != reached.Count;)
        {
            before = reached.Count;
            foreach (var state in reached.ToList())
                reached.UnionWith(Enum.GetValues<TaskMove>().Select(move => TaskMoves.After(state, move)).OfType<TaskState>());
        }

        reached.ShouldBe(Enum.GetValues<TaskState>(), ignoreOrder: true);
    }
}
