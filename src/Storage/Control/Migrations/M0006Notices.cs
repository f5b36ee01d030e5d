using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Footfall.Storage.Control.Migrations;

/// <summary>Reports and alerts of the server, and their letters.</summary>
[DbContext(typeof(ControlDbContext))]
[Migration("0006_notices")]
internal sealed class M0006Notices : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable("notices", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            ProjectId = table.Column<Guid>("TEXT"),
            Kind = table.Column<string>("TEXT"),
            Name = table.Column<string>("TEXT"),
            Body = table.Column<string>("TEXT"),
            Enabled = table.Column<bool>("INTEGER"),
            Secret = table.Column<string>("TEXT"),
            Unsubscribed = table.Column<string>("TEXT"),
            CreatedAt = table.Column<DateTime>("TEXT"),
            ChangedAt = table.Column<DateTime>("TEXT"),
            ChangedBy = table.Column<string>("TEXT"),
            DoneUntil = table.Column<DateTime>("TEXT"),
            AlarmedAt = table.Column<DateTime>("TEXT", nullable: true),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_notices", row => row.Id);
            table.ForeignKey("FK_notices_projects_ProjectId", row => row.ProjectId, "projects", "Id", onDelete: ReferentialAction.Cascade);
        });
        migrationBuilder.CreateIndex("IX_notices_ProjectId", "notices", "ProjectId");
        migrationBuilder.CreateTable("notice_letters", table => new
        {
            Id = table.Column<Guid>("TEXT"),
            NoticeId = table.Column<Guid>("TEXT"),
            Due = table.Column<DateTime>("TEXT"),
            Output = table.Column<string>("TEXT"),
            Subject = table.Column<string>("TEXT"),
            Html = table.Column<string>("TEXT"),
            Text = table.Column<string>("TEXT"),
            Payload = table.Column<string>("TEXT"),
            IsTest = table.Column<bool>("INTEGER"),
            State = table.Column<string>("TEXT"),
            Attempts = table.Column<int>("INTEGER"),
            NextAt = table.Column<DateTime>("TEXT"),
            DoneAt = table.Column<DateTime>("TEXT", nullable: true),
            Error = table.Column<string>("TEXT", nullable: true),
        }, constraints: table =>
        {
            table.PrimaryKey("PK_notice_letters", row => row.Id);
            table.ForeignKey("FK_notice_letters_notices_NoticeId", row => row.NoticeId, "notices", "Id", onDelete: ReferentialAction.Cascade);
        });
        migrationBuilder.CreateIndex("IX_notice_letters_NoticeId_Due_Output", "notice_letters", ["NoticeId", "Due", "Output"], unique: true);
        migrationBuilder.CreateIndex("IX_notice_letters_State_NextAt", "notice_letters", ["State", "NextAt"]);
    }
}
