using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Footfall.Storage.Control.Migrations;

/// <summary>Derived streams of sealed projects.</summary>
[DbContext(typeof(ControlDbContext))]
[Migration("0003_streams")]
internal sealed class M0003Streams : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable("stream_items", table => new
        {
            ProjectId = table.Column<Guid>("TEXT"),
            Stream = table.Column<string>("TEXT"),
            Sequence = table.Column<long>("INTEGER"),
            Entry = table.Column<string>("TEXT"),
            Signature = table.Column<byte[]>("BLOB"),
            Wrapped = table.Column<byte[]>("BLOB"),
            ReceivedAt = table.Column<DateTime>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_stream_items", row => new { row.ProjectId, row.Stream, row.Sequence });
            table.ForeignKey("FK_stream_items_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
}
