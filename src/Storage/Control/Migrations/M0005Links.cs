using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Footfall.Storage.Control.Migrations;

/// <summary>Shared links, and what those with a threshold have published.</summary>
[DbContext(typeof(ControlDbContext))]
[Migration("0005_links")]
internal sealed class M0005Links : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("links", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            ProjectId = table.Column<Guid>("TEXT"),
            Slug = table.Column<string>("TEXT"),
            Name = table.Column<string>("TEXT"),
            PasswordHash = table.Column<string>("TEXT", nullable: true),
            Panels = table.Column<string>("TEXT"),
            Reports = table.Column<string>("TEXT"),
            Filters = table.Column<string>("TEXT"),
            MayFilter = table.Column<bool>("INTEGER"),
            FrameAncestors = table.Column<string>("TEXT"),
            Least = table.Column<int>("INTEGER", nullable: true),
            Grain = table.Column<string>("TEXT", nullable: true),
            Dimensions = table.Column<string>("TEXT", nullable: true),
            CreatedAt = table.Column<DateTime>("TEXT"),
            CreatedBy = table.Column<string>("TEXT"),
            ExpiresAt = table.Column<DateTime>("TEXT", nullable: true),
            RevokedAt = table.Column<DateTime>("TEXT", nullable: true),
            Revision = table.Column<int>("INTEGER"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_links", row => row.Id);
            table.ForeignKey("FK_links_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
        migrationBuilder.CreateIndex("IX_links_ProjectId", "links", "ProjectId");
        migrationBuilder.CreateIndex("IX_links_Slug", "links", "Slug", unique: true);
        migrationBuilder.CreateTable("published", table => new
        {
            ProjectId = table.Column<Guid>("TEXT"),
            Day = table.Column<string>("TEXT"),
            Cells = table.Column<string>("TEXT"),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_published", row => new { row.ProjectId, row.Day });
            table.ForeignKey("FK_published_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
    }
}
