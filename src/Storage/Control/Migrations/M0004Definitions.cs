using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Footfall.Storage.Control.Migrations;

/// <summary>Segments, views, reports and annotations.</summary>
[DbContext(typeof(ControlDbContext))]
[Migration("0004_definitions")]
internal sealed class M0004Definitions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("definitions", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            ProjectId = table.Column<Guid>("TEXT"),
            Kind = table.Column<string>("TEXT"),
            Name = table.Column<string>("TEXT"),
            Body = table.Column<string>("TEXT"),
            Revision = table.Column<int>("INTEGER"),
            ChangedAt = table.Column<DateTime>("TEXT"),
            ChangedBy = table.Column<string>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_definitions", row => row.Id);
            table.ForeignKey("FK_definitions_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
        migrationBuilder.CreateIndex("IX_definitions_ProjectId_Kind", "definitions", ["ProjectId", "Kind"]);
    }
}
